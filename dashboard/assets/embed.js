// An embed tells its height and looks for newer figures; all can be read without this.
(() => {
  const MINUTE = 60_000;
  const {pathname, search, hash} = location;
  const living = pathname.replace(/^\/r\/\d+/, "");
  const isPinned = living !== pathname;
  const [, theme] = hash.match(/\b(light|dark)\b/) ?? [];
  // WordPress listens to frames that know the secret it gave them, and lets them open nothing.
  const [, secret] = hash.match(/\bsecret=(\w+)/) ?? [];
  let main = document.querySelector("main");
  let seen = main.dataset.release;
  let checked = Date.now();

  if (theme) document.documentElement.dataset.theme = theme;
  // Whoever frames us may hear a height.
  const say = (said) => parent.postMessage(said, "*");
  function tell() {
    const height = Math.ceil(main.getBoundingClientRect().bottom + scrollY);
    say({baqylau: "height", height});
    if (secret) say({message: "height", value: height, secret});
  }
  const sizes = new ResizeObserver(tell);
  sizes.observe(main);
  // Who begins to listen late may ask.
  addEventListener("message", tell);
  if (secret) addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.host !== location.host) return;
    event.preventDefault();
    say({message: "link", value: link.href, secret});
  });

  const get = async (path) => {
    const answer = await fetch(path);
    // The address of what was taken off leads on to the nearest view, and that says so.
    if (answer.redirected && !isPinned) location.reload();
    return answer.ok ? answer.text() : Promise.reject();
  };

  // The manifest tells when the pages of this vote last changed.
  async function look() {
    const {sequence, elections} = JSON.parse(await get("/manifest.json"));
    const latest = String(elections?.[living.split("/")[2]] ?? sequence);
    if (latest !== seen) {
      const page = new DOMParser().parseFromString(await get(living), "text/html");
      const next = page.querySelector("main");
      if (next.dataset.release !== main.dataset.release) {
        if (isPinned) main.querySelector("[data-newer]").hidden = false;
        else show(next, page.title);
      }
      seen = latest;
    }
    checked = Date.now();
  }

  // What a reader has opened stays open.
  function show(next, title) {
    const open = [...main.querySelectorAll("details")].map((one) => one.open);
    next.querySelectorAll("details").forEach((one, at) => { one.open = open[at]; });
    sizes.disconnect();
    main.replaceWith(next);
    main = next;
    document.title = title;
    sizes.observe(main);
  }

  // That figures are old, or stand for others that are there no more.
  function note() {
    const {stale, instead} = main.dataset;
    const time = new Date(checked).toTimeString().slice(0, 5);
    const old = main.querySelector("[data-old]");
    old.textContent = Date.now() - checked >= 4 * MINUTE ? stale.replace("{time}", time)
      : search.includes("instead=") ? instead : "";
    old.hidden = !old.textContent;
  }
  note();

  const follow = () => look().catch(() => {}).then(note);
  if (isPinned) follow();
  setInterval(() => { if (!document.hidden) follow(); }, MINUTE * (0.75 + Math.random() / 2));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); });
})();

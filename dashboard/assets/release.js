// Keeps an open page up to date: the manifest tells when the pages of a vote last changed. Nothing
// is asked of a server but files, and without an answer the page stays, and says since when.
(async () => {
  const {read, renew} = baqylau;
  const SECOND = 1000;
  const EVERY = 20 * SECOND;
  const LATE = 2 * 60 * SECOND;
  const here = () => document.querySelector("[data-slot=release] [data-release]");
  await read;
  const first = here();
  if (!first) return;
  let checked = Date.now();
  // Vote → the release in which its pages had last changed when they were looked at.
  let seen = null;

  const get = async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };

  async function look() {
    const {elections} = await (await get("/manifest.json")).json();
    const {living, release} = here().dataset;
    const vote = living.split("/")[2];
    const known = seen ?? {...elections, [vote]: Number(release)};
    if (elections[vote] > known[vote]) await arrived(living);
    else if (Object.keys(elections).some((one) => elections[one] > (known[one] ?? 0))) renew?.({});
    seen = elections;
    checked = Date.now();
  }

  // Pages of the vote were made anew; whether this one says anything else is for itself to say.
  async function arrived(living) {
    const {release, pinned} = here().dataset;
    const answer = await fetch(`${living}view.json`);
    // What was taken off has an address still, and that leads on to the nearest view.
    const isGone = answer.status === 404;
    if (isGone && pinned === undefined) return location.reload();
    if (!isGone && !answer.ok) throw new Error(`${living}: ${answer.status}`);
    const view = isGone ? {release: Infinity} : await answer.json();
    const isNew = view.release > Number(release);
    if (pinned !== undefined) {
      if (isNew) document.querySelector("[data-newer]").hidden = false;
    } else if (view.states) await renew(view);
    else if (isNew) await exchange(living);
  }

  // The page of a card has no view: its parts are taken from its own new page.
  async function exchange(living) {
    const page = new DOMParser().parseFromString(await (await get(living)).text(), "text/html");
    for (const slot of document.querySelectorAll("[data-slot]")) {
      const next = page.querySelector(`[data-slot="${slot.dataset.slot}"]`);
      if (next && next.innerHTML !== slot.innerHTML) slot.innerHTML = next.innerHTML;
    }
    document.title = page.title;
  }

  function tell() {
    const old = document.querySelector("[data-old]");
    if (!old) return;
    old.hidden = Date.now() - checked < LATE;
    const time = new Date(checked).toTimeString().slice(0, 5);
    const said = old.hidden ? "" : here().dataset.stale.replace("{time}", time);
    if (old.textContent !== said) old.textContent = said;
  }

  async function round() {
    if (!document.hidden) {
      await look().catch(() => {});
      tell();
    }
  }

  // Each page asks at a moment of its own.
  (function again() {
    setTimeout(() => round().finally(again), EVERY * (0.75 + Math.random() / 2));
  })();
  document.addEventListener("visibilitychange", round);
  addEventListener("online", round);
  if (first.dataset.pinned !== undefined) round();
})();

// Small controls: stepping and playing through the day, searching a place, copying a line.
(() => {
  const STEP_MS = 1600;
  const TYPED_IN = "input, textarea, select, [contenteditable], .map";
  let playing = 0;

  const step = (way) => {
    const link = document.querySelector(`[data-slot="time"] a[rel="${way}"]`);
    link?.click();
    return Boolean(link);
  };

  function play(on) {
    clearInterval(playing);
    playing = on ? setInterval(() => { if (!step("next")) play(false); }, STEP_MS) : 0;
    pressed();
  }

  function pressed() {
    for (const button of document.querySelectorAll("[data-play]")) {
      button.classList.toggle("playing", Boolean(playing));
      button.setAttribute("aria-label", playing ? button.dataset.playing : button.dataset.stopped);
    }
  }

  // From the end of the day playing begins again at its start.
  function start() {
    if (!step("next")) document.querySelector('[data-slot="time"] a[href]')?.click();
    play(true);
  }

  async function search(box) {
    const list = document.querySelector("[data-found]");
    const typed = box.value.trim();
    list.hidden = !typed;
    if (!typed) return;
    const {fold, places} = await baqylau.load(box.dataset.search);
    if (box.value.trim() !== typed) return;
    const plain = (text) => [...text.toLowerCase()].map((letter) => fold[letter] ?? letter).join("");
    const wanted = plain(typed);
    const place = ([, , , names]) => Math.min(...names.map((name) => {
      const at = name.indexOf(wanted);
      return at < 0 ? Infinity : at && name[at - 1] !== " " ? 2 : at ? 1 : 0;
    }));
    const found = places.map((one) => [place(one), one]).filter(([at]) => at < Infinity)
      .sort(([one], [other]) => one - other).slice(0, 8);
    const items = found.map(([, [, name, path]]) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), {href: path, textContent: name}));
      return item;
    });
    list.replaceChildren(...(items.length ? items : [list.dataset.none]));
  }

  async function copy(button) {
    const text = document.getElementById(button.dataset.copy)?.textContent.trim() ?? "";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Where the clipboard is closed to pages, the text is selected for the reader's own keys.
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      return;
    }
    button.classList.add("copied");
    document.querySelector("[data-live]").textContent = button.dataset.copied ?? "";
    setTimeout(() => button.classList.remove("copied"), 2000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-play], [data-copy]");
    if (button?.matches("[data-play]")) { if (playing) play(false); else start(); }
    else if (button) copy(button);
  });
  // Whatever a reader does stops the playing.
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(kind, (event) => {
      if (playing && !event.target.closest?.("[data-play]")) play(false);
    }, {passive: true, capture: true});
  }
  document.addEventListener("keydown", (event) => {
    const way = {ArrowLeft: "prev", ArrowRight: "next"}[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!event.target.closest(TYPED_IN) && step(way)) event.preventDefault();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-search]")) search(event.target).catch(() => baqylau.message("notUpdated"));
  });
  // On a narrow screen the lists of votes and measures are wider than the screen: what is chosen
  // comes into sight once, and the list is the reader's own from there.
  const brought = new Map();
  function bring() {
    for (const one of document.querySelectorAll(":is(.elections, .measures) li [aria-current]")) {
      const list = one.closest("ul");
      if (brought.get(list) === one.href) continue;
      brought.set(list, one.href);
      const [at, room] = [one, list].map((of) => of.getBoundingClientRect());
      const off = (at.left + at.right - room.left - room.right) / 2;
      if (at.left < room.left || at.right > room.right) list.scrollLeft += off;
    }
  }

  document.addEventListener("baqylau:shown", () => { pressed(); baqylau.unseen(bring); });
})();

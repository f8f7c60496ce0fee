// From view to view: a link's address is fetched as view.json, its parts are put into the page's
// slots, and only then does the address change. The address is the only state there is.
(() => {
  const {units, show: showMap, mark, hover, slots, fill, sort, afterPaint} = baqylau;
  const KEPT = 48;
  const FRAME = "view.json";
  const first = document.getElementById("first");
  const languages = (document.documentElement.dataset.languages ?? "").split(" ");
  const answers = new Map();
  let shown = first ? JSON.parse(first.textContent) : null;
  // What is the same for every view of the first map's boundary set came with the page.
  const own = document.getElementById("sheet");
  if (own) answers.set(shown.map, Promise.resolve(JSON.parse(own.textContent)));
  let sheetAddress = shown?.map ?? "";
  let drawn = "";
  let turn = 0;
  let cardTurn = 0;
  // The map's script runs while the rest of the page may still be coming: the map can be used by
  // then, and what reads or fills the slots waits for this.
  const read = new Promise((done) => {
    if (document.readyState !== "loading") done();
    else document.addEventListener("DOMContentLoaded", done, {once: true});
  });
  // How many steps of this tab's history lead here; tells how far Back or Forward went.
  let place = history.state?.at ?? 0;

  const idle = window.requestIdleCallback?.bind(window) ?? ((work) => setTimeout(work, 200));
  const query = () => new URLSearchParams(location.search);

  // What the page has to say of itself; the words are its own. Nothing to say hides the place.
  function message(name = "") {
    const place = document.querySelector("[data-message]");
    if (!place) return;
    place.textContent = place.dataset[name] ?? "";
    place.hidden = !name;
  }

  async function load(address, kind = "json") {
    if (!answers.has(address)) {
      const answer = fetch(address).then((got) => {
        if (!got.ok) throw new Error(`${address}: ${got.status}`);
        return got[kind]();
      });
      answer.catch(() => answers.delete(address));
      answers.set(address, answer);
      if (answers.size > KEPT) answers.delete(answers.keys().next().value);
    }
    return answers.get(address);
  }

  // The map and what names it change at once; tables and notes follow after that is painted, those
  // in sight first.
  function exchange(view) {
    const names = Object.keys(view.slots).filter((name) => name !== "card");
    const later = (name) => slots(name)[0]?.matches("[data-later]");
    const put = (some) => { for (const name of some) fill(name, view.slots[name]); };
    put(names.filter((name) => !later(name)));
    // A table that is there already comes in order; any other is put in order when it comes.
    if (!later("figures")) order();
    afterPaint(() => {
      if (view !== shown) return;
      document.title = view.title;
      const rest = names.filter(later);
      const seen = new Set(rest.filter((name) => inSight(slots(name)[0])));
      put(seen);
      marks();
      afterPaint(() => { if (view === shown) put(rest.filter((name) => !seen.has(name))); });
    });
  }

  function inSight(part) {
    const {top, bottom} = part.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }

  async function sheetOf(view) {
    if (!view.map) return {};
    const sheet = await load(view.map);
    return {sheet, outline: view.map === sheetAddress ? undefined : await load(sheet.land, "text")};
  }

  function show(view, {sheet, outline}) {
    const isNew = view !== shown;
    shown = view;
    if (view.map) sheetAddress = view.map;
    showMap(view, sheet, outline);
    if (isNew) exchange(view); else marks();
    tell();
  }

  // What else follows from a view that is shown.
  function tell() {
    document.dispatchEvent(new CustomEvent("baqylau:shown"));
    if (!navigator.connection?.saveData) idle(() => (shown.ahead ?? []).forEach((path) => load(path + FRAME).catch(() => {})));
  }

  // What only marks or sorts is read from the address anew after every exchange.
  async function marks() {
    await read;
    const card = order();
    const mine = ++cardTurn;
    if (!card) { fill("card", shown.slots.card); return; }
    try {
      const {slots, cards} = await load(card + FRAME);
      if (mine !== cardTurn) return;
      // A card may lead to further cards.
      Object.assign(shown.cards, cards);
      fill("card", slots.card);
    } catch {
      if (mine === cardTurn) message("notUpdated");
    }
  }

  // Rows come in the order of their figures, and unmarked; a reader never sees them jump from there.
  // Returns the address of the chosen unit's card.
  function order() {
    const unit = query().get("unit") ?? "";
    const card = Object.hasOwn(shown.cards, unit) ? shown.cards[unit] : "";
    mark("chosen", card && unit);
    sort(query().get("sort"));
    return card;
  }

  function requery(change) {
    const next = query();
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value); else next.delete(name);
    }
    const search = next.toString();
    history.replaceState(history.state, "", location.pathname + (search ? `?${search}` : ""));
    marks();
  }

  // Another language changes words outside the slots too, and a page may have no place for a map.
  const fits = (view) => view.states && view.language === shown.language
    && (!view.map || document.querySelector(".map .land"));

  // Go to an address: fetch its view, show it, and only then let the address bar follow. `wished`
  // is false where the address bar has gone ahead, with Back and Forward.
  async function arrive(url, wished) {
    const mine = ++turn;
    let view, sheet;
    try {
      view = url.pathname === shown.path ? shown : await load(url.pathname + FRAME);
      await read;
      if (mine !== turn) return;
      if (!fits(view)) { location.assign(url); return; }
      sheet = await sheetOf(view);
    } catch {
      if (mine === turn) fail(wished);
      return;
    }
    if (mine !== turn) return;
    if (view !== shown) message();
    if (wished && url.href !== location.href) history.pushState({at: place + 1}, "", url);
    place = history.state?.at ?? 0;
    show(view, sheet);
    // Nobody waits for what Dash makes of the address; one that has not read its layout yet throws, and
    // takes the address by itself once it has.
    idle(() => {
      try { window.dash_clientside?.set_props?.("location", {href: location.href}); } catch { /* not yet */ }
    });
  }

  // Dash's callback: the address has changed. It hands over a figure where the boundary set did.
  async function follow(href) {
    const keep = dash_clientside.no_update;
    if (!shown || href !== location.href) return keep;
    if (new URL(href).pathname === shown.path) marks(); else await arrive(new URL(href), false);
    if (!shown.set || shown.set === drawn || !units.sheet) return keep;
    drawn = shown.set;
    return units.sheet.figure;
  }

  // The old view stays, under its own address: Back and Forward have already left it.
  function fail(wished) {
    message("notUpdated");
    const away = (history.state?.at ?? 0) - place;
    if (!wished && away) history.go(-away);
  }

  function go(href) {
    const url = new URL(href, location.href);
    for (const name of ["unit", "sort"]) {
      const value = query().get(name);
      if (value && !url.searchParams.has(name)) url.searchParams.set(name, value);
    }
    arrive(url, true);
  }

  const choose = (unit) => requery({unit: unit === units.chosen ? "" : unit});

  function clicked(event) {
    const link = event.target.closest?.("a[href]");
    const plain = !event.defaultPrevented && event.button === 0
      && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || !shown || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.hash) return;
    const card = Object.entries(shown.cards ?? {}).find(([, path]) => path === url.pathname);
    if ("close" in link.dataset) {
      // Whoever closes a card goes on from its row.
      document.querySelector(`tr[data-unit="${CSS.escape(units.chosen)}"] a`)?.focus({preventScroll: true});
      requery({unit: ""});
    } else if (link.dataset.sort) requery({sort: link.dataset.sort});
    else if (card) choose(card[0]);
    else if (languages.includes(url.pathname.split("/")[1]) && url.pathname.endsWith("/")) go(link.href);
    else return;
    event.preventDefault();
  }

  // The address that is shown has something newer to say, and so may every other.
  async function renew(view) {
    for (const address of [...answers.keys()]) if (address.endsWith(FRAME)) answers.delete(address);
    if (!shown || view.path !== shown.path) return;
    const sheet = await sheetOf(view);
    if (view.path !== shown.path) return;
    view.cards = {...shown.cards, ...view.cards};
    show(view, sheet);
  }

  Object.assign(baqylau, {choose, load, message, read, renew});
  window.dash_clientside = {...window.dash_clientside, address: {follow}};
  // What a reader points at is likely to be wanted next.
  function foreseen(event) {
    const link = event.target.closest?.("nav a[href], .levels a[href]");
    if (!shown || !link || link.target || link.origin !== location.origin || link.search) return;
    const [, language] = link.pathname.split("/");
    if (language === shown.language && link.pathname.endsWith("/")) load(link.pathname + FRAME).catch(() => {});
  }

  document.addEventListener("click", clicked);
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, foreseen);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hover("");
    if (units.chosen) choose(units.chosen);
  });
  // The first map goes straight into Dash's layout, where it is there by now: drawn once, at once.
  function layout_post(layout) {
    if (!units.sheet || units.sheet.set !== shown.set) return;
    layout.find(({props}) => props.id === "chart").props.figure = units.sheet.figure;
    drawn = shown.set;
  }
  // What draws the map a second time is heavy to run, so it waits until the first drawing can be used
  // and has been painted. When the last of the scripts has run, Dash takes over the chart's place.
  // Dash takes its two answers as JSON alone, and a server of files has no type for their names.
  const ask = window.fetch;
  window.fetch = async (where, how) => {
    const answer = await ask(where, how);
    if (!answer.ok || !/\/_dash-\w+$/.test(where)) return answer;
    return new Response(answer.body, {headers: {"Content-Type": "application/json"}});
  };
  const {afterPaint: heavy = ""} = document.currentScript?.dataset ?? {};
  function run() {
    const scripts = heavy.split(" ").map((src) =>
      Object.assign(document.createElement("script"), {src, async: false}));
    scripts.at(-1)?.addEventListener("load", () => new DashRenderer({layout_post}));
    document.head.append(...scripts);
  }

  // The first map is there: it can be used as soon as it has its sheet, the page once it is read.
  async function begin() {
    showMap(shown);
    try {
      const {sheet} = await sheetOf(shown);
      if (turn === 0) showMap(shown, sheet);
    } catch { /* The map of the page can be pointed at without it. */ }
    await read;
    // The page has its slots already; only the card's place will be needed as it was.
    shown.slots ??= {card: slots("card")[0]?.innerHTML};
    if (query().has("instead")) {
      message("instead");
      requery({instead: ""});
    } else marks();
    tell();
    if (heavy) requestAnimationFrame(() => setTimeout(run));
  }
  if (shown) begin();
})();

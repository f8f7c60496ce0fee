// The map's two drawings, the server's SVG and plotly's, treated as one: states become classes,
// and pointing at, choosing and walking between units works the same in both and in the table.
// It knows units by their ids only.
window.baqylau = (() => {
  const KEYS = {ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down"};
  const map = document.querySelector(".map");
  const land = map?.querySelector(".land");
  const tip = map?.querySelector(".tip");
  const units = {view: {states: {}, speech: {}, cards: {}}, sheet: null, chosen: "", hovered: ""};

  const of = (unit, root = document) => root.querySelectorAll(`[data-unit="${CSS.escape(unit)}"]`);
  const known = (unit) => Object.hasOwn(units.view.states, unit);
  const ranked = () => [...document.querySelectorAll("tr[data-unit]")]
    .map((row) => row.dataset.unit).filter((unit) => map && of(unit, map).length);
  const graph = () => map?.querySelector(".js-plotly-plot");

  // Every path gets the class of its unit's state, plotly's beside their own.
  function dress(drawing, own) {
    for (const path of map.querySelectorAll(`${drawing} path[data-unit]`)) {
      const unit = path.getAttribute("data-unit");
      let classes = `${own} ${units.view.states[unit]}`;
      if (units.chosen === unit) classes += " chosen";
      if (units.hovered === unit) classes += " hovered";
      if (path.getAttribute("class") !== classes) path.setAttribute("class", classes);
    }
    for (const mark of ["chosen", "hovered"]) raise(units[mark]);
  }

  // The drawing that is seen comes first. The other one lies unseen, for the pointer and for paper.
  function paint() {
    if (!map) return;
    const scale = units.view.scale ?? "";
    if (map.dataset.scale !== scale) map.dataset.scale = scale;
    const land = () => dress(".land", "unit");
    if (!map.classList.contains("live")) land(); else baqylau.unseen(land);
    dress(".chart", "choroplethlocation unit");
  }

  function mark(kind, unit) {
    if (units[kind] !== unit && units[kind]) of(units[kind]).forEach((one) => one.classList.remove(kind));
    units[kind] = unit;
    if (!unit) return;
    of(unit).forEach((one) => one.classList.add(kind));
    raise(unit);
  }

  // An outline lies above its neighbours. The unseen land takes the pointer and must not move.
  function raise(unit) {
    if (!unit || !map) return;
    for (const path of of(unit, map)) {
      if (path.closest(".chart") && path.nextSibling) path.parentNode.append(path);
    }
  }

  function hover(unit) {
    mark("hovered", known(unit) ? unit : "");
    if (tip) tip.hidden = true;
  }

  // The hovered unit's sentence beside a place on the screen.
  function tell(x, y) {
    if (!tip || !units.hovered) return;
    const whole = map.getBoundingClientRect();
    tip.textContent = units.view.speech[units.hovered] ?? "";
    tip.style.left = `${x - whole.left}px`;
    tip.style.top = `${y - whole.top}px`;
    tip.classList.toggle("leftward", x - whole.left > whole.width / 2);
    tip.classList.toggle("upward", y - whole.top > whole.height / 2);
    tip.hidden = false;
  }

  function walk(unit) {
    if (!known(unit)) return;
    hover(unit);
    baqylau.reveal(unit);
    // A city is drawn last in its circle, where there is room to see it, until the map is enlarged.
    const drawn = [...land.querySelectorAll(`[data-unit="${CSS.escape(unit)}"]`)];
    const box = (map.classList.contains("zoomed") ? drawn[0] : drawn.pop())?.getBoundingClientRect();
    if (box) tell(box.left + box.width / 2, box.top + box.height / 2);
    const live = document.querySelector("[data-live]");
    if (live) live.textContent = units.view.speech[unit] ?? "";
  }

  // Plotly has drawn: its paths learn their units and give up colours of their own.
  function adopt() {
    const gd = graph();
    const paths = gd ? [...gd.querySelectorAll("path.choroplethlocation")] : [];
    const wanted = units.sheet?.figure;
    if (!paths.length || !wanted || gd.data[0].geojson !== wanted.data[0].geojson) return;
    // Its very first drawing has a size of plotly's own; the right one follows at once.
    if (Math.abs(gd.querySelector(".main-svg").clientHeight - gd.clientHeight) > 1) return;
    for (const path of paths) {
      path.dataset.unit = path.__data__.loc;
      path.removeAttribute("style");
    }
    paint();
    map.classList.add("live");
  }

  function listen() {
    const gd = graph();
    if (!gd?.on || gd.dataset.heard) return;
    gd.dataset.heard = "yes";
    gd.on("plotly_afterplot", adopt);
    adopt();
  }

  // A view's states; `sheet` is what is the same for its boundary set, `outline` its land if new.
  function show(view, sheet, outline) {
    units.view = view;
    if (!map) return;
    map.classList.toggle("without", !view.map);
    hover("");
    if (outline !== undefined && sheet !== units.sheet) {
      map.classList.remove("live");
      land.innerHTML = outline;
      baqylau.reset(sheet.width, sheet.height);
    }
    if (sheet) {
      units.sheet = sheet;
      map.tabIndex = 0;
      map.setAttribute("aria-label", view.title);
      // From here on all of the map can be used, whichever of its drawings is there.
      map.classList.add("ready");
    }
    paint();
    if (!map.classList.contains("live")) adopt();
  }

  // A finger that lifts leaves what it touched marked.
  function pointed(event) {
    const one = event.target.closest?.(".map path[data-unit], tr[data-unit]");
    const unit = one?.dataset.unit ?? "";
    if (unit !== units.hovered) hover(unit);
    if (unit && one.closest(".map")) tell(event.clientX, event.clientY);
  }

  function pressed(event) {
    const at = units.hovered || units.chosen;
    const order = ranked();
    if (KEYS[event.key]) {
      const go = known(at) ? units.sheet?.neighbours[at]?.[KEYS[event.key]] : order[0];
      if (go) walk(go);
    } else if (event.key === "Home") walk(order[0]);
    else if (event.key === "End") walk(order[order.length - 1]);
    else if (event.key === "Enter" || event.key === " ") { if (at) baqylau.choose(at); }
    else if (event.key === "+" || event.key === "=") baqylau.zoom("in");
    else if (event.key === "-") baqylau.zoom("out");
    else if (event.key === "0") baqylau.zoom("all");
    else return;
    event.preventDefault();
  }

  if (map) {
    new MutationObserver(listen).observe(map, {childList: true, subtree: true});
    document.addEventListener("pointerover", pointed);
    document.addEventListener("pointermove", (event) => { if (units.hovered) pointed(event); });
    map.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") hover(""); });
    map.addEventListener("keydown", (event) => {
      if (event.target === map && !event.ctrlKey && !event.metaKey && !event.altKey) pressed(event);
    });
    map.addEventListener("focus", () => {
      if (map.matches(":focus-visible")) walk(units.chosen || ranked()[0]);
    });
    map.addEventListener("blur", () => hover(""));
    document.addEventListener("click", (event) => {
      const unit = event.target.closest(".map path[data-unit], tr[data-unit]")?.dataset.unit;
      if (unit && !event.target.closest("a, button")) baqylau.choose(unit);
    });
  }
  return {units, show, mark, hover, paint};
})();

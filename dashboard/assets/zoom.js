// Zooming: one enlargement for both drawings, so that it works before plotly's has come. The sheet
// shows a part of itself, its viewBox; plotly's drawing, exactly under it, is enlarged and moved alike.
Object.assign(baqylau, (() => {
  const STEP = 1.7;
  const MOST = 20;
  // A shorter way of the pointer is a click.
  const DRAG_PX = 6;
  const map = document.querySelector(".map");
  const sheet = map?.querySelector(".sheet");
  const chart = map?.querySelector(".chart");
  const whole = {width: 0, height: 0};
  // The upper left corner of what is seen, in the sheet's units, and how many times it is enlarged.
  const seen = {x: 0, y: 0, factor: 1};
  let drag = null;

  const within = (value, most) => Math.min(Math.max(value, 0), most);

  function look(x, y, factor) {
    const [width, height] = [whole.width / factor, whole.height / factor];
    Object.assign(seen, {factor, x: within(x, whole.width - width), y: within(y, whole.height - height)});
    const [left, top] = [seen.x / whole.width * -100, seen.y / whole.height * -100];
    sheet.setAttribute("viewBox", `${seen.x} ${seen.y} ${width} ${height}`);
    if (chart) chart.style.transform = factor > 1 ? `scale(${factor}) translate(${left}%,${top}%)` : "";
    map.style.setProperty("--zoom", factor);
    map.classList.toggle("zoomed", factor > 1);
  }

  function centre(x, y, factor) {
    look(x - whole.width / factor / 2, y - whole.height / factor / 2, factor);
  }

  // Where a unit lies on the sheet; a city's circle is another place.
  function middle(unit) {
    const box = unit && map.querySelector(`.land > [data-unit="${CSS.escape(unit)}"]`)?.getBBox();
    return box && [box.x + box.width / 2, box.y + box.height / 2];
  }

  // Into the chosen unit, or into the middle of what is seen.
  function zoom(way) {
    if (!whole.width) return;
    const factor = {in: Math.min(seen.factor * STEP, MOST), out: Math.max(seen.factor / STEP, 1), all: 1}[way];
    const half = 2 * seen.factor;
    const here = [seen.x + whole.width / half, seen.y + whole.height / half];
    baqylau.hover("");
    centre(...(way === "in" && middle(baqylau.units.chosen) || here), factor);
  }

  // A unit that is walked to comes into view.
  function reveal(unit) {
    const at = seen.factor > 1 && middle(unit);
    if (!at) return;
    const [right, down] = [at[0] - seen.x, at[1] - seen.y].map((way) => way * seen.factor);
    if (right < 0 || down < 0 || right > whole.width || down > whole.height) centre(...at, seen.factor);
  }

  // Another boundary set: all of it.
  function reset(width, height) {
    Object.assign(whole, {width, height});
    map.style.aspectRatio = `${width} / ${height}`;
    look(0, 0, 1);
  }

  if (sheet) {
    Object.assign(whole, {width: sheet.viewBox.baseVal?.width ?? 0, height: sheet.viewBox.baseVal?.height ?? 0});
    map.addEventListener("pointerdown", ({button, isPrimary, pointerId, clientX, clientY, target}) => {
      if (seen.factor === 1 || button || !isPrimary || target.closest("button")) return;
      drag = {pointerId, clientX, clientY, ...seen};
    });
    // The finger's or mouse's ways belong to the map from here on: their end is no click on a unit.
    map.addEventListener("pointermove", ({pointerId, clientX, clientY}) => {
      if (pointerId !== drag?.pointerId) return;
      const [right, down] = [clientX - drag.clientX, clientY - drag.clientY];
      if (!map.hasPointerCapture(pointerId)) {
        if (Math.hypot(right, down) < DRAG_PX) return;
        map.setPointerCapture(pointerId);
      }
      const unit = whole.width / map.clientWidth / drag.factor;
      look(drag.x - right * unit, drag.y - down * unit, drag.factor);
    });
    for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, () => { drag = null; });
    document.addEventListener("click", ({target}) => {
      const way = target.closest("[data-zoom]")?.dataset.zoom;
      if (way) zoom(way);
    });
  }
  return {zoom, reveal, reset};
})());

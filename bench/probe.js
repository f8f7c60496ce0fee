// Runs in every page before its own scripts: when is the map first painted, when does it answer a
// pointer, when can all of it be used, when is the rest of the page read too, and how long does a
// choice take? The same clock and the same end for all pages: the frame after the one in which the
// change is there, so that it is painted.
(({painted, answers, live, drawn}) => {
  const LIMIT = 30000;
  const frame = () => new Promise(requestAnimationFrame);
  const painting = async (there) => {
    const start = performance.now();
    do {
      await frame();
      if (performance.now() - start > LIMIT) throw new Error(`not there after ${LIMIT} ms`);
    } while (!there());
    await frame();
    return performance.now();
  };
  const filled = (path) => {
    const {width, height} = path.getBoundingClientRect();
    return width > 0 && height > 0 && path.checkVisibility({opacityProperty: true})
      && getComputedStyle(path).fill !== "none";
  };
  const there = (selector) => {
    const paths = document.querySelectorAll(selector);
    return paths.length >= drawn && [0, drawn >> 1, drawn - 1].every((at) => filled(paths[at]));
  };
  const usable = () => there(live.paths) && (!live.mark || document.querySelector(live.mark) !== null);
  const answering = () => usable() || (answers?.() && there(painted));
  window.bench = {
    visit: (async () => {
      const read = () => usable() && document.readyState !== "loading";
      const [first, answered, all, whole] = await Promise.all([
        painting(() => there(painted) || usable()), painting(answering), painting(usable), painting(read),
      ]);
      return {first, answered, all, whole};
    })(),
    // From a choice to the named unit's new colour.
    async choose(unit, choice) {
      const found = (path) => (path.__data__?.loc ?? path.dataset.unit) === unit;
      let path = null;
      const colour = () => {
        // The page may have drawn it anew.
        if (!path?.isConnected || !found(path)) {
          path = [...document.querySelectorAll(live.paths)].find(found);
        }
        return path ? getComputedStyle(path).fill : "";
      };
      const before = colour();
      const start = performance.now();
      choice();
      return await painting(() => !["", before].includes(colour())) - start;
    },
  };
})

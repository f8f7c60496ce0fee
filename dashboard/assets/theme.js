// Light, dark or as the system says: applied before anything is drawn, kept by this browser alone.
(() => {
  const root = document.documentElement;
  const kept = "theme";
  const next = {auto: "light", light: "dark", dark: "auto"};

  // Storage can be blocked altogether; the choice then lasts as long as the page.
  const read = () => { try { return localStorage.getItem(kept); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem(kept, theme); } catch { /* not kept */ } };
  const apply = (theme) => { root.dataset.theme = theme in next ? theme : root.dataset.theme ?? "auto"; };

  apply(read());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-button]")) return;
    apply(next[root.dataset.theme]);
    keep(root.dataset.theme);
  });
})();

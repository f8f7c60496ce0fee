// Where no program answers, a reader at the front door or at an unknown address is led on from here.
(async () => {
  const {defaults, elections} = await (await fetch("/catalogue.json")).json();
  const asked = location.pathname;
  const [first = "", second = ""] = asked.split("/").filter(Boolean);
  const known = navigator.languages.map((one) => one.split("-")[0]);
  const language = [first, ...known, ...Object.keys(defaults)].find((one) => one in defaults);
  const view = elections[`/${language}/${second}/`] ?? defaults[language];
  // A frame gets nothing but an embed; that of a card is there of a view no more.
  const [, kind] = asked.match(/\/embed\/(\w+)\/?(?:index\.html)?$/) ?? [];
  const path = kind ? `${view}embed/${kind === "card" ? "full" : kind}/` : view;
  const whole = asked.endsWith("/") ? asked : `${asked}/`;
  const note = path.startsWith(whole) ? "" : `?instead=${encodeURIComponent(asked.slice(0, 200))}`;
  location.replace(path + note);
})();

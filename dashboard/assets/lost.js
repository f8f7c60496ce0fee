// How old what is seen is, for every page that keeps itself up to date: what is seen stays, and
// its age stands above it until there is an answer again.
const baqylauLost = (every) => {
  const place = document.querySelector("[data-lost]");
  let heard = Date.now();

  function tell() {
    const age = Date.now() - heard;
    place.hidden = age < 3 * every;
    if (place.hidden) return;
    const hour = new Date(heard).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    const minutes = place.dataset.minutes.replace("{minutes}", Math.floor(age / 60000));
    const said = place.dataset.words.replace("{hour}", hour).replace("{age}", minutes);
    // Said again only when it has changed, or a screen reader would read it out every second.
    if (place.textContent !== said) place.textContent = said;
  }

  setInterval(tell, 1000);
  return {
    tell,
    answered: () => {
      heard = Date.now();
      document.documentElement.dataset.heard = String(heard);
    },
  };
};

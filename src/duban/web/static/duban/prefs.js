// Runs before the first paint: theme, letter size and the mark that scripts are on.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    root.dataset.bsTheme = localStorage.getItem("duban.theme") === "dark" ? "dark" : "light";
    root.classList.toggle("big", localStorage.getItem("duban.big") === "1");
  } catch (_) {
    root.dataset.bsTheme = "light";
  }
})();

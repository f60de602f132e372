// Runs before the first paint: theme, letter size and the mark that scripts are on.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  // A browser whose own language is another writes its fields of dates and files in that one: ours take their place.
  root.classList.toggle("foreign", !/^zh/i.test(navigator.language || "zh"));
  try {
    root.dataset.bsTheme = localStorage.getItem("duban.theme") === "dark" ? "dark" : "light";
    root.classList.toggle("big", localStorage.getItem("duban.big") === "1");
  } catch (_) {
    root.dataset.bsTheme = "light";
  }
})();

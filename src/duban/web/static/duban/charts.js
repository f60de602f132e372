// Draws what a page names as a chart: the numbers stand in the page, and a click leads to their list.
(function () {
  "use strict";
  var charts = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function scale() {
    return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  }

  function text(size, name) {
    return { color: colour(name || "ink-2"), fontSize: size * scale() };
  }

  function axis(more) {
    var base = {
      axisLine: { lineStyle: { color: colour("line-2") } },
      axisTick: { show: false },
      axisLabel: text(12),
      splitLine: { lineStyle: { color: colour("line") } }
    };
    return Object.assign(base, more);
  }

  function across(drawn, series, right) {
    return {
      grid: { left: 96 * scale(), right: right, top: series.length > 1 ? 28 * scale() : 4, bottom: 4 },
      xAxis: { show: false, type: "value" },
      yAxis: axis({ type: "category", inverse: true, axisLine: { show: false }, data: drawn.names }),
      series: series
    };
  }

  var KINDS = {
    ladder: function (drawn) {
      return across(drawn, [{
        type: "bar", barWidth: "60%", data: drawn.series[0].values,
        itemStyle: { color: colour("ink-2") },
        label: Object.assign({
          show: true, position: "right",
          formatter: function (one) { return one.value + " 件  " + (drawn.notes[one.dataIndex] || ""); }
        }, text(13, "ink"))
      }], 96 * scale());
    },
    bars: function (drawn) {
      return {
        grid: { left: 32 * scale(), right: 8, top: 24 * scale(), bottom: 24 * scale() },
        xAxis: axis({ type: "category", data: drawn.names }),
        yAxis: axis({ type: "value", axisLine: { show: false }, minInterval: 1, splitNumber: 3 }),
        series: [{
          type: "bar", barMaxWidth: 22 * scale(), data: drawn.series[0].values, itemStyle: { color: colour("on-track") },
          label: Object.assign({ show: true, position: "top" }, text(11))
        }]
      };
    },
    stacked: function (drawn) {
      var colours = ["well", "on-track", "lag", "line-2"];
      var options = across(drawn, drawn.series.map(function (one, place) {
        return {
          name: one.name, type: "bar", stack: "all", barWidth: 14 * scale(), data: one.values,
          itemStyle: { color: colour(colours[place % colours.length]) },
          label: {
            show: true, color: place % 2 ? "#1d2228" : "#fff", fontSize: 11 * scale(),
            formatter: function (cell) { return cell.value || ""; }
          }
        };
      }), 12);
      options.legend = { right: 0, top: 0, itemWidth: 12, itemHeight: 12, textStyle: text(12) };
      return options;
    },
    lines: function (drawn) {
      var looks = [["blue", "solid", "circle"], ["well", "dashed", "rect"], ["lag", "solid", "triangle"]];
      return {
        legend: { right: 0, top: 0, textStyle: text(12) },
        grid: { left: 36 * scale(), right: 32 * scale(), top: 32 * scale(), bottom: 24 * scale() },
        xAxis: axis({ type: "category", boundaryGap: false, data: drawn.names }),
        yAxis: axis({ type: "value", axisLine: { show: false }, minInterval: 1, splitNumber: 3 }),
        series: drawn.series.map(function (one, place) {
          var look = looks[place % looks.length];
          return {
            name: one.name, type: "line", data: one.values, symbol: look[2], symbolSize: 7 * scale(),
            lineStyle: { color: colour(look[0]), type: look[1], width: 2 }, itemStyle: { color: colour(look[0]) }
          };
        })
      };
    }
  };

  function draw(box) {
    var drawn = JSON.parse(box.dataset.chart);
    if (/^(ladder|stacked)$/.test(drawn.kind) && !box.closest(".wall")) {
      box.style.height = (drawn.names.length * (drawn.kind === "ladder" ? 2.25 : 1.5) + 2) + "rem";
    }
    var chart = window.echarts.init(box, null, { devicePixelRatio: Math.max(2, window.devicePixelRatio || 1) });
    chart.setOption(Object.assign({
      animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }
    }, KINDS[drawn.kind](drawn)));
    chart.on("click", function (one) {
      var urls = drawn.series[one.seriesIndex].urls || drawn.urls;
      if (urls) { window.location.assign(urls[one.dataIndex]); }
    });
    charts.push(chart);
  }

  function all() {
    charts.forEach(function (chart) { chart.dispose(); });
    charts = [];
    document.querySelectorAll("[data-chart]").forEach(draw);
  }

  function begin() {
    all();
    window.addEventListener("resize", function () { charts.forEach(function (chart) { chart.resize(); }); });
    new MutationObserver(all).observe(document.documentElement, { attributeFilter: ["data-bs-theme", "class"] });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
  document.addEventListener("htmx:afterSettle", all);
})();

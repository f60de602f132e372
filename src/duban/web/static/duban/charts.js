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

  var DAY = 86400000;

  function moment(day) { return day ? Date.parse(day + "T00:00:00Z") : null; }

  function written(value) { return new Date(value).toISOString().slice(0, 10); }

  function points(name, symbol, look, places) {
    return { name: name, type: "scatter", symbol: symbol, symbolSize: 11 * scale(), z: 5, data: places, itemStyle: look };
  }

  function placed(rows, of) {
    var found = [];
    rows.forEach(function (row, place) {
      of(row).forEach(function (day) { if (day) { found.push([moment(day), place]); } });
    });
    return found;
  }

  // Bars from a beginning to a limit: the time before the first day of all is not drawn.
  function spans(drawn) {
    var rows = drawn.spans, now = moment(drawn.today), days = [now];
    rows.forEach(function (row) {
      [row.begins, row.first, row.limit, row.ended].concat(row.marks).forEach(function (day) { if (day) { days.push(moment(day)); } });
    });
    var first = Math.min.apply(null, days) - 7 * DAY, last = Math.max.apply(null, days) + 14 * DAY;
    var bars = rows.map(function (row) { return row.begins && row.limit ? moment(row.limit) - moment(row.begins) : 0; });
    var narrow = window.innerWidth < 600;
    return {
      grid: { left: (narrow ? 96 : 176) * scale(), right: 24 * scale(), top: 8 * scale(), bottom: 72 * scale() },
      xAxis: axis({
        type: "value", min: first, max: last, splitNumber: narrow ? 2 : 6,
        axisLabel: Object.assign(text(11), { formatter: written, hideOverlap: true })
      }),
      yAxis: axis({
        type: "category", inverse: true, data: rows.map(function (row) { return row.name; }),
        axisLabel: Object.assign(text(12), { width: (narrow ? 88 : 168) * scale(), overflow: "truncate" })
      }),
      dataZoom: [{
        type: "slider", xAxisIndex: 0, filterMode: "none", height: 20 * scale(), bottom: 8 * scale(),
        labelFormatter: written, showDataShadow: false, textStyle: text(10), borderColor: colour("line-2")
      }],
      series: [
        {
          type: "bar", stack: "span", silent: true, itemStyle: { color: "transparent" },
          data: rows.map(function (row) { return row.begins ? moment(row.begins) : 0; })
        },
        {
          type: "bar", stack: "span", barWidth: 12 * scale(),
          data: bars.map(function (length, place) {
            return { value: length, itemStyle: { color: colour(rows[place].late ? "lag" : "on-track") } };
          }),
          markLine: {
            symbol: "none", silent: true, label: { show: false }, data: [{ xAxis: now }],
            lineStyle: { color: colour("ink-2"), type: "solid", width: 1 }
          }
        },
        points("原定时限", "diamond", { color: colour("paper") || "#fff", borderColor: colour("ink"), borderWidth: 1.5 },
          placed(rows, function (row) { return [row.first]; })),
        points("节点", "circle", { color: "transparent", borderColor: colour("ink-2"), borderWidth: 1.5 },
          placed(rows, function (row) { return row.marks.concat(row.begins ? [] : [row.limit]); })),
        points("已办", "circle", { color: colour("well") }, placed(rows, function (row) { return [row.ended]; }))
      ]
    };
  }

  function picture(button) {
    var box = document.getElementById(button.dataset.picture), link = document.createElement("a");
    var chart = window.echarts.getInstanceByDom(box);
    link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: getComputedStyle(document.body).backgroundColor });
    link.download = (box.getAttribute("aria-label") || "图") + ".png";
    link.click();
  }

  var KINDS = {
    spans: spans,
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

  function follow(url) {
    if (url) { window.location.assign(url); }
  }

  function draw(box) {
    var drawn = JSON.parse(box.dataset.chart);
    if (drawn.kind === "spans") { box.style.height = (drawn.spans.length * 1.75 + 6) + "rem"; }
    if (/^(ladder|stacked)$/.test(drawn.kind) && !box.closest(".wall")) {
      box.style.height = (drawn.names.length * (drawn.kind === "ladder" ? 2.25 : 1.5) + 2) + "rem";
    }
    var chart = window.echarts.init(box, null, { devicePixelRatio: Math.max(2, window.devicePixelRatio || 1) });
    chart.setOption(Object.assign({
      animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }
    }, KINDS[drawn.kind](drawn)));
    chart.on("click", function (one) {
      if (drawn.spans) { return follow(drawn.spans[one.value && one.value.length ? one.value[1] : one.dataIndex].url); }
      var urls = drawn.series[one.seriesIndex].urls || drawn.urls;
      if (urls) { follow(urls[one.dataIndex]); }
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
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-picture]");
      if (button) { picture(button); }
    });
    new MutationObserver(all).observe(document.documentElement, { attributeFilter: ["data-bs-theme", "class"] });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
  document.addEventListener("htmx:afterSettle", all);
})();

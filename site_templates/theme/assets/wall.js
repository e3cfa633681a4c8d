/* 挂图：就地筛选、换分组，都记在网址里；没有脚本时按分管负责人分组，“只看超期”和时间范围照样能用。不向外请求。 */
(function () {
  "use strict";
  var wall = document.querySelector(".wall");
  if (!wall) return;
  var form = wall.querySelector(".wall-tools"), table = wall.querySelector(".wall-table");
  var late = wall.querySelector("#wall-late"), said = wall.querySelector(".wall-count"), none = wall.querySelector(".wall-none");
  var zooms = ["whole", "year", "near"], jumps = wall.querySelector(".wall-groups");
  var rows = Array.from(table.querySelectorAll("tr[data-id]")), made = { leader: Array.from(table.tBodies) };
  var fields = Array.from(form.querySelectorAll("select")).filter(function (field) { return field.name !== "by"; });
  var texts = new Map(rows.map(function (row) { return [row, row.cells[0].textContent.toLowerCase()]; }));
  var by = "leader";
  form.hidden = false;
  if (window.matchMedia("(max-width: 59.9375em)").matches) wall.querySelector(".wall-legend").open = false;

  function values(row, key) { return row.getAttribute("data-" + key).split(" "); }

  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text) node.textContent = text;
    return node;
  }

  function body(key, option, word) {
    var group = element("tbody", { role: "rowgroup" }), row = element("tr", { role: "row", class: "wall-group" });
    var head = element("th", { role: "rowheader", scope: "rowgroup", colspan: 4 }, word + " " + option.textContent);
    head.append(element("small", {}));
    row.append(head);
    group.append(row);
    group.dataset.value = option.value;
    return group;
  }

  // 换分组：每个项目排在它的第一个值下，各组里次序不变。
  function regroup(key) {
    var field = form.elements[key];
    if (!field || !field.options) return;
    if (!made[key]) {
      made[key] = Array.from(field.options).slice(1).map(function (option) {
        return body(key, option, form.elements.by.selectedOptions[0].textContent);
      });
    }
    var groups = new Map(made[key].map(function (group) { return [group.dataset.value || group.id.slice(2), group]; }));
    var sorted = rows.slice().sort(function (a, b) { return a.dataset.rank - b.dataset.rank; });
    Array.from(table.tBodies).forEach(function (group) { group.remove(); });
    sorted.forEach(function (row) { groups.get(values(row, key)[0]).append(row); });
    var pressing = made[key].filter(overdue);
    table.append.apply(table, pressing.concat(made[key].filter(function (group) { return !overdue(group); })));
    by = key;
  }

  function gravity(row) { return values(row, "state").indexOf("over") < 0 ? 1 : 0; }

  // 有超期项目的组排在前面。
  function overdue(group) {
    return Array.from(group.rows).some(function (row) { return row.dataset.id && !gravity(row); });
  }

  function show() {
    var words = form.elements.find.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0, over = 0;
    if (form.elements.by.value !== by) regroup(form.elements.by.value);
    rows.forEach(function (row) {
      var fits = fields.every(function (field) { return !field.value || values(row, field.name).indexOf(field.value) >= 0; });
      fits = fits && (!late.checked || !gravity(row));
      fits = fits && words.every(function (word) { return texts.get(row).indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) { shown += 1; over += !gravity(row); }
    });
    Array.from(table.tBodies).forEach(function (group) {
      var listed = Array.from(group.rows).filter(function (row) { return row.dataset.id && !row.hidden; });
      var count = listed.filter(function (row) { return !gravity(row); }).length, small = group.rows[0].querySelector("small");
      group.hidden = !listed.length;
      small.textContent = listed.length + "个" + (count ? "，" : "");
      if (count) small.append(element("b", {}, "超期" + count + "个"));
    });
    jumps.hidden = by !== "leader" || shown < rows.length;
    none.hidden = shown > 0;
    said.value = (shown < rows.length ? "显示 " + shown + " / " : "共 ") + rows.length + " 个项目，超期 " + over + " 个";
  }

  function zoom() {
    return zooms.filter(function (name) { return wall.querySelector("#wall-" + name).checked; })[0];
  }

  // 查找的字不叫 q：网址里有 q，主题就打开它的搜索框。
  function keep(push) {
    var query = new URLSearchParams(location.search);
    fields.concat([form.elements.find, form.elements.by]).forEach(function (field) {
      var value = field.value.trim();
      if (value && value !== "leader" || (value && field.name !== "by")) query.set(field.name, value);
      else query.delete(field.name);
    });
    if (late.checked) query.set("late", "1"); else query.delete("late");
    if (zoom() !== "whole") query.set("zoom", zoom()); else query.delete("zoom");
    var text = query.toString();
    try {
      history[push ? "pushState" : "replaceState"](null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch (error) { /* 有的浏览器不让从文件夹打开的页面改网址，图照样筛 */ }
  }

  // 网址里认不得的值当作没有。
  function recall() {
    var query = new URLSearchParams(location.search);
    fields.concat([form.elements.by]).forEach(function (field) {
      var wanted = query.get(field.name) || "";
      var known = Array.from(field.options).some(function (option) { return option.value === wanted; });
      field.value = known ? wanted : field.options[0].value;
    });
    form.elements.find.value = query.get("find") || "";
    late.checked = query.get("late") === "1";
    wall.querySelector("#wall-" + (zooms.indexOf(query.get("zoom")) < 0 ? "whole" : query.get("zoom"))).checked = true;
    var more = form.querySelector(".wall-more");
    if (Array.from(more.querySelectorAll("select")).some(function (field) { return field.value; })) more.open = true;
    show();
  }

  var fresh = true;
  form.elements.find.addEventListener("focus", function () { fresh = true; });
  form.elements.find.addEventListener("input", function () { show(); keep(fresh); fresh = false; });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    late.checked = false;
    setTimeout(function () { show(); keep(true); });
  });
  wall.addEventListener("change", function (event) {
    if (event.target === form.elements.find) return;
    show();
    keep(true);
  });
  window.addEventListener("popstate", recall);
  recall();
}());

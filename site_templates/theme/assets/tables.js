/* 表格：点列头排序（格子的 data-sort 先于文字；点第三次回到原来的次序），输入字词筛选，都记在网址里；存为 CSV 或 Excel。没有脚本时就是原来的表。不向外请求。 */
(function () {
  "use strict";
  var LONG = 12, TABLES = ".md-content :is(table.g-table, table.rec-table)", TOTALS = ".g-total, .rec-sum", NONE = /^(—|-|－)?$/;
  var words = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });
  var tables = [];

  function element(name, look, text) {
    var made = document.createElement(name);
    if (look) made.className = look;
    if (text) made.textContent = text;
    return made;
  }

  // 单元格的文字：明细、列表各占一行。
  function said(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll("small.g-age-said").forEach(function (age) { age.remove(); });
    copy.querySelectorAll("br, div, li, summary, p").forEach(function (block) { block.after("\n"); });
    copy.querySelectorAll("details").forEach(function (block) { block.before("\n"); });
    copy.querySelectorAll(".g-badge").forEach(function (badge) { badge.after(" "); });
    return copy.textContent.replace(/(?:[ \t]|\u00a0(?!\d{3}))+/g, " ").replace(/ *\n\s*/g, "\n").trim();
  }

  // 数：1,234.5、12 500（千位之间是窄空格）、+3.2、−4、12.5%、快3.2、慢1.0，没有事项的“— 100.00”；
  // 首位为零的编号和过长的数字仍是文字。
  function number(text) {
    var found = /^(— |快|慢)?([+\-−])?(\d{1,3}(?:([,\u2009\u202f\u00a0])\d{3}(?:\4\d{3})*)|\d{1,15})(\.\d+)?\s*(%)?$/.exec(text);
    if (!found || (/^0\d/.test(found[3]) && !found[5])) return null;
    var size = Number(found[3].replace(/\D/g, "") + (found[5] || ""));
    return {
      value: found[1] === "慢" || (found[2] && found[2] !== "+") ? -size : size,
      percent: !!found[6], pace: /快|慢/.test(found[1]), empty: found[1] === "— ", places: (found[5] || ".").length - 1,
      signed: !!found[2], grouped: !!found[4]
    };
  }

  // 筛选时不看千位之间的窄空格和逗号，表里和所查的都一样：查 13670 找得到 13 670，查 13 670 也找得到 13670。
  function sought(text) {
    return text.toLowerCase().replace(/(\d)[\u2009\u202f\u00a0,](?=\d{3}(?!\d))/g, "$1");
  }

  function sorter(rows, column) {
    var keys = new Map(), numeric = true;
    rows.forEach(function (row) {
      var cell = row.cells[column], text = cell ? cell.dataset.sort || said(cell) : "", found = number(text);
      var none = NONE.test(text);
      keys.set(row, { text: text, size: found && found.value, none: none });
      if (!found && !none) numeric = false;
    });
    return function (down) {
      return function (a, b) {
        a = keys.get(a); b = keys.get(b);
        if (a.none || b.none) return a.none - b.none;
        return (numeric ? a.size - b.size : words.compare(a.text, b.text)) * (down ? -1 : 1);
      };
    };
  }

  // 各组的行；横贯全表的组名不是数据。
  function rows(node) {
    var found = Array.from(node.tBodies).flatMap(function (body) { return Array.from(body.rows); });
    return found.filter(function (row) { return node.tBodies.length === 1 || row.cells.length > 1; });
  }

  function Table(node, place) {
    var self = this;
    self.node = node;
    self.key = "t" + place;
    var all = rows(node), sum = all.map(function (row) { return row.matches(TOTALS); });
    self.rows = all.filter(function (row, place) { return !sum[place]; });
    self.totals = all.filter(function (row, place) { return sum[place]; });
    self.heads = Array.from(node.tHead.rows[node.tHead.rows.length - 1].cells);
    self.column = self.down = null;
    self.words = "";
    var whole = self.rows.every(function (row) { return row.cells.length === self.heads.length; });
    var last = sum.lastIndexOf(false) < self.rows.length && node.tBodies.length === 1;
    self.sorts = whole && last && self.rows.length > 1 && !node.querySelector("tbody [rowspan], tbody [colspan]");
    if (self.sorts) self.heads.forEach(function (head, column) { self.button(head, column); });
    self.tools();
  }

  Table.prototype.button = function (head, column) {
    var self = this, button = element("button", "g-sorter");
    if (!head.textContent.trim()) return;
    button.type = "button";
    button.append.apply(button, Array.from(head.childNodes));
    head.append(button);
    button.addEventListener("click", function () {
      // 点第三次回到原来的次序。
      var again = self.column === column, back = again && self.down;
      self.down = again && !self.down;
      self.column = back ? null : column;
      self.show();
      keep(true);
    });
  };

  Table.prototype.tools = function () {
    var self = this, bar = element("div", "g-tools");
    if (self.sorts && self.rows.length > LONG) {
      var box = element("label", "", "筛选"), input = element("input"), fresh = true;
      input.type = "search";
      input.setAttribute("aria-label", "筛选“" + self.name() + "”的行，可用空格隔开几个词");
      input.addEventListener("focus", function () { fresh = true; });
      input.addEventListener("input", function () {
        self.words = input.value;
        self.show();
        keep(fresh);
        fresh = false;
      });
      box.append(input);
      self.input = input;
      self.count = element("output");
      bar.append(box, self.count);
    }
    if (!document.querySelector(".paper-switch a[href$='.xlsx']")) {
      var saves = element("span", "g-saves", "存为 ");
      ["CSV", "Excel"].forEach(function (form) {
        var button = element("button", "", form);
        button.type = "button";
        button.title = "把表中现列的行存为 " + form + " 文件";
        button.setAttribute("aria-label", "把“" + self.name() + "”存为 " + form);
        button.addEventListener("click", function () { window.GuatuSave(form, self.title(), self.grid()); });
        saves.append(button);
      });
      bar.append(saves);
    }
    if (bar.firstChild) (self.node.closest(".g-scroll, .rec-scroll") || self.node).before(bar);
  };

  // 表的名称：表题，没有表题的用上面最近的标题。
  Table.prototype.name = function () {
    if (this.node.caption) return this.node.caption.textContent.trim();
    var found = "", node = this.node;
    document.querySelectorAll(".md-content h1, .md-content h2, .md-content h3").forEach(function (head) {
      if (head.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) {
        found = head.firstChild ? head.firstChild.textContent.trim() : "";
      }
    });
    return found;
  };

  Table.prototype.title = function () {
    var day = document.querySelector("time.g-age"), page = document.title.split(" - ")[0], name = this.name();
    return [page, name === page ? "" : name, day ? day.dateTime : ""].filter(Boolean).join(" ");
  };

  Table.prototype.show = function () {
    var self = this, wanted = sought(self.words).split(/\s+/).filter(Boolean);
    var listed = self.rows.slice(), shown = 0;
    if (!self.sorts) return;
    if (self.column !== null) listed.sort(sorter(listed, self.column)(self.down));
    listed.forEach(function (row) {
      var text = wanted.length ? sought(row.textContent) : "";
      row.hidden = !wanted.every(function (word) { return text.indexOf(word) >= 0; });
      shown += !row.hidden;
    });
    self.totals.forEach(function (row) { row.hidden = shown < listed.length; });
    // 没有排过序的表不动，大表也马上看得见。
    if (self.column !== null || self.moved) self.node.tBodies[0].append.apply(self.node.tBodies[0], listed.concat(self.totals));
    self.moved = self.column !== null;
    self.heads.forEach(function (head, column) {
      if (column !== self.column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", self.down ? "descending" : "ascending");
    });
    if (self.input && self.input.value !== self.words) self.input.value = self.words;
    if (self.count) self.count.value = (wanted.length ? shown + " / " : "共 ") + listed.length + " 行";
  };

  // 现列的行，一格一个文字；跨行、跨列的格子各行各列都写上。
  Table.prototype.grid = function () {
    var grid = [], heads = this.node.tHead.rows, all = rows(this.node);
    all = Array.from(heads).slice(-1).concat(all.filter(function (row) { return !row.hidden; }));
    all.forEach(function (row, down) {
      var line = grid[down] = grid[down] || [];
      Array.from(row.cells).forEach(function (cell) {
        if (cell.matches(".wf-head, .wf-cell")) return; // 画的，不是数据
        var column = 0, text = said(cell);
        while (line[column] !== undefined) column += 1;
        for (var r = 0; r < cell.rowSpan && down + r < all.length; r += 1) {
          grid[down + r] = grid[down + r] || [];
          for (var c = 0; c < cell.colSpan; c += 1) grid[down + r][column + c] = text;
        }
      });
    });
    return this.grouped(heads, grid);
  };

  // 两层表头写成一层：组名在前。
  Table.prototype.grouped = function (heads, grid) {
    if (heads.length < 2) return grid;
    var column = 0;
    Array.from(heads[0].cells).forEach(function (cell) {
      for (var c = 0; c < cell.colSpan; c += 1, column += 1) {
        if (said(cell)) grid[0][column] = said(cell) + "：" + grid[0][column];
      }
    });
    return grid;
  };

  function keep(push) {
    var query = new URLSearchParams(location.search);
    tables.forEach(function (table) {
      query.delete(table.key);
      query.delete(table.key + "q");
      if (table.column !== null) query.set(table.key, (table.column + 1) + (table.down ? "-" : ""));
      if (table.words.trim()) query.set(table.key + "q", table.words.trim());
    });
    var text = query.toString(), address = location.pathname + (text ? "?" + text : "") + location.hash;
    try {
      history[push ? "pushState" : "replaceState"](null, "", address);
    } catch (error) { /* 有的浏览器不让从文件夹打开的页面改网址，表照样排 */ }
  }

  function recall() {
    var query = new URLSearchParams(location.search);
    tables.forEach(function (table) {
      var found = /^(\d+)(-?)$/.exec(query.get(table.key) || ""), column = found ? Number(found[1]) - 1 : null;
      var known = table.sorts && column !== null && column >= 0 && column < table.heads.length;
      table.column = known ? column : null;
      table.down = known && !!found[2];
      table.words = table.input ? query.get(table.key + "q") || "" : "";
      table.show();
    });
  }

  document.querySelectorAll(TABLES).forEach(function (node, place) {
    if (node.tHead && node.tBodies.length && rows(node).length) tables.push(new Table(node, place + 1));
  });
  window.GuatuNumber = number;
  recall();
  window.addEventListener("popstate", recall);
}());

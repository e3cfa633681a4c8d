/* 记录按编号、名称和关键词在本地索引里逐条比对，搜索框和查找页共用；索引到用时才读，不向外请求。 */
(function () {
  "use strict";
  var here = document.currentScript.src, home = new URL("../", here), index = null, waiting = new Set();

  // 全角半角、大写小写不分。
  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function tidy(text) {
    return fold(text).trim().replace(/\s+/g, " ");
  }

  // 索引是一段脚本，从文件夹里打开时也读得到。
  function load(then) {
    if (index) return then();
    var asked = waiting.size;
    waiting.add(then);
    if (asked) return;
    var script = document.createElement("script");
    script.src = new URL("finder-index.js", here);
    script.onload = function () { index = read(window.GUATU_FINDER); ready(); };
    script.onerror = function () { script.remove(); ready(true); };
    document.head.append(script);
  }

  function ready(failed) {
    var told = Array.from(waiting);
    waiting.clear();
    told.forEach(function (then) { then(failed); });
  }

  function read(found) {
    return { page: found.page, alike: found.alike, short: found.short, rows: found.rows.map(function (row) {
      var texts = [row[0], row[2], row[3], row[4]].map(fold);
      return { row: row, key: texts[1], name: texts[2], words: texts[3], all: texts.join(" ") };
    }) };
  }

  // 一个词的各种说法：索引里列为一件事的词，查哪个都一样。
  function wordings(word) {
    var ways = [word];
    index.alike.forEach(function (group) {
      ways = Array.from(new Set(ways.flatMap(function (way) {
        var met = group.filter(function (one) { return way.includes(one); });
        return met.length ? group.map(function (one) { return way.replaceAll(met[0], one); }) : [way];
      })));
    });
    return ways;
  }

  // 编号、名称或简称正是所查的在前，其次以它开头的、含有它的，最后是各词都有的；同等的按索引的次序。
  function rank(one, asked) {
    if (one.key === asked || one.name === asked || one.words === asked) return 0;
    if (one.key.startsWith(asked) || one.name.startsWith(asked)) return 1;
    return one.key.includes(asked) || one.name.includes(asked) ? 2 : 3;
  }

  function find(text) {
    var asked = tidy(text), words = asked.split(" ").map(wordings), whole = wordings(asked), ranks = [[], [], [], []];
    if (asked) index.rows.forEach(function (one) {
      function has(word) { return one.all.includes(word); }
      if (!words.every(function (ways) { return ways.some(has); })) return;
      ranks[Math.min.apply(null, whole.map(function (way) { return rank(one, way); }))].push(one.row);
    });
    return ranks.flat();
  }

  function element(name, look, parts) {
    var made = document.createElement(name);
    if (look) made.className = look;
    made.append.apply(made, parts);
    return made;
  }

  function marked(text, asked) {
    var words = tidy(asked).split(" ").flatMap(wordings).map(function (word) { return word.replace(/[^\p{L}\p{N}]/gu, "\\$&"); });
    return text.split(new RegExp("(" + words.join("|") + ")", "i")).map(function (part, number) {
      return number % 2 ? element("mark", "", [part]) : part;
    });
  }

  function about(row) {
    return [row[0], row[2], row[4]].filter(Boolean).join(" · ");
  }

  function item(look, address, parts, score) {
    var link = element("a", look, parts), made = element("li", look && "md-search-result__item", [link]);
    link.href = new URL(address, home);
    if (look) {  // 主题按 data-md-score 决定回车打开哪一条
      link.tabIndex = -1;
      link.firstChild.dataset.mdScore = score;
    }
    return made;
  }

  // 搜索框：记录列在主题的全文结果之前。
  function inBox(query, result) {
    var most = 8, said = element("p", "g-found-said", []), list = element("ol", "g-found-list", []), last = null;
    said.setAttribute("role", "status");
    list.setAttribute("aria-label", "记录");
    result.prepend(element("div", "g-found", [said, list]));

    function shown(row, number) {
      var text = [element("b", "", marked(row[3], query.value)), element("small", "", marked(about(row), query.value))];
      return item("md-search-result__link", row[1], [element("div", "g-found-one", text)], 1e6 - number);
    }

    function more(count) {
      var text = [element("div", "g-found-more", ["列出全部 " + count + " 条记录"])];
      return item("md-search-result__link", index.page + "?find=" + encodeURIComponent(query.value), text, 0);
    }

    function show(failed) {
      var found = index ? find(query.value) : [], asked = Boolean(query.value.trim());
      var rows = found.slice(0, most).map(shown);
      result.classList.toggle("g-asked", asked);
      said.textContent = !asked ? "" : failed ? "记录：索引没有读到" : !index ? "记录：正在读取索引" :
        !found.length ? "记录：没有找到" : "记录：找到 " + found.length + " 条" + (found.length > most ? "，先列 " + most + " 条" : "");
      list.replaceChildren.apply(list, found.length > most ? rows.concat(more(found.length)) : rows);
    }

    function changed() {
      if (query.value === last) return;
      last = query.value;
      if (!index) show();
      load(show);
    }
    return changed;
  }

  // 主题的全文检索在另一个线程里，问它的话（第2类）先换成各种说法；带引号和必须有的（+）照原样问。
  function inFullText(query, result) {
    var post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      var worker = this, rest = arguments;
      if (!message || message.type !== 2 || !(message.data.trim() || waiting.size)) return post.apply(worker, rest);
      load(function () {
        rest[0] = { type: 2, data: index ? widened(message.data) : message.data };
        post.apply(worker, rest);
      });
    };
    new MutationObserver(function () {
      if (index) result.querySelectorAll(".md-search-result__terms").forEach(function (told) { lacking(told, query.value); });
    }).observe(result, { childList: true, subtree: true });
  }

  function widened(asked) {
    if (asked.includes("\"")) return asked;
    return asked.split(/\s+/).flatMap(function (word) { return word.startsWith("+") ? [word] : parted(word); }).join(" ");
  }

  // 主题把不认识的两字词拆开来找，“超期”就成了“超”；字间加上反斜杠，就整个地找。长的词只换成本站的说法。
  function parted(word) {
    var sign = word.startsWith("-") ? "-" : "", parts = [fold(word).slice(sign.length)];
    index.alike.forEach(function (group) {
      var whole = group.filter(isWhole).map(function (one) { return Array.from(one).join("\\"); });
      parts = parts.flatMap(function (part) {
        var met = group.find(function (one) { return part.includes(one); });
        return !met ? [part] : isWhole(met) ? part.split(met).concat(whole) : [part.replaceAll(met, group[0])];
      });
    });
    return parts.filter(Boolean).map(function (part) { return sign + part; });
  }

  function isWhole(word) {
    return word.length === index.short;
  }

  // 主题说明哪些词没有：有了另一种说法的不算没有，没有写过的说法不提。
  function lacking(told, asked) {
    var missing = Array.from(told.querySelectorAll("del"));
    index.alike.forEach(function (group) {
      var words = group.filter(isWhole);
      var none = missing.filter(function (one) { return words.includes(one.textContent); });
      none.forEach(function (one) {
        if (none.length < words.length || !asked.includes(one.textContent)) one.remove();
      });
    });
    if (!told.querySelector("del")) told.remove();
  }

  function box() {
    var query = document.querySelector("input.md-search__input"), result = document.querySelector(".md-search-result");
    if (!query || !result) return;
    var changed;
    function look() { changed = changed || inBox(query, result); changed(); }
    ["focus", "input", "keyup"].forEach(function (event) { query.addEventListener(event, look); });
    query.form.addEventListener("reset", function () { setTimeout(look); });
    inFullText(query, result);
    if (document.activeElement === query) look();
  }

  // 查找页：找到的全部列出，至多一百条。网址里的 q 是主题搜索框的，这里另用一名。
  function onPage(finder) {
    var input = finder.querySelector("input"), said = finder.querySelector("output"), list = finder.querySelector("ol");
    var most = 100;

    function show(failed) {
      if (failed) { said.value = "索引没有读到，请刷新再试"; return; }
      var found = find(input.value);
      list.replaceChildren.apply(list, found.slice(0, most).map(function (row) {
        var made = item("", row[1], [row[3]]);
        made.append(element("small", "", [about(row)]));
        return made;
      }));
      said.value = !input.value.trim() ? "共 " + index.rows.length + " 条，输入编号、名称、文号、条款、单位、街道、负责人，可用空格隔开几个词" :
        "找到 " + found.length + " 条" + (found.length > most ? "，先列前 " + most + " 条" : "");
    }
    said.value = "正在读取索引…";
    input.value = new URLSearchParams(location.search).get("find") || input.value;
    input.addEventListener("input", function () { load(show); });
    load(show);
  }

  var finder = document.querySelector(".g-finder");
  if (finder) onPage(finder);
  // 主题先认清搜索框里的第一个和最后一个元素，记录才加进去。
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", box);
  else box();
}());

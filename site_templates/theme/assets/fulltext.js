/* 全文索引到要搜索时才读。主题每打开一页就读一遍、编一遍索引，几兆的索引在手机上要算好几秒。 */
(function () {
  "use strict";
  var box = ".md-search, [for=__search], #__search", late = new WeakSet(), waiting = [];
  var wanted = new URLSearchParams(location.search).has("h");  // 从搜索结果来的，要标出所查的词
  var asks = XMLHttpRequest.prototype, open = asks.open, send = asks.send;

  asks.open = function (method, address) {
    if (new URL(address, location.href).pathname.endsWith("/search/search_index.json")) late.add(this);
    return open.apply(this, arguments);
  };

  asks.send = function () {
    if (wanted || !late.has(this)) return send.apply(this, arguments);
    waiting.push(send.bind.apply(send, [this].concat(Array.from(arguments))));
  };

  // 指着、点着搜索框，或者用快捷键、带着要查的词的网址打开了它。
  function want(event) {
    if (wanted || !event.target.closest || !event.target.closest(box)) return;
    wanted = true;
    waiting.splice(0).forEach(function (ask) { ask(); });
  }
  ["pointerover", "focusin", "change"].forEach(function (event) { document.addEventListener(event, want, true); });
}());

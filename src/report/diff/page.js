// The page says everything without this; with it, findings can be narrowed down.
(function () {
  var filter = document.querySelector('.filter');
  if (!filter) { return; }
  filter.hidden = false;
  var search = filter.querySelector('input[type=search]');
  var boxes = filter.querySelectorAll('input[type=checkbox]');
  var shown = filter.querySelector('output');
  var articles = document.querySelectorAll('article');
  function narrow() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var wanted = {};
    boxes.forEach(function (box) { wanted[box.value] = box.checked; });
    var left = 0;
    articles.forEach(function (article) {
      var text = article.textContent.toLowerCase();
      var fits = wanted[article.dataset.severity] !== false &&
        words.every(function (word) { return text.indexOf(word) >= 0; });
      article.hidden = !fits;
      if (fits) { left += 1; }
    });
    shown.textContent = left + ' of ' + articles.length + ' shown';
  }
  search.addEventListener('input', narrow);
  boxes.forEach(function (box) { box.addEventListener('change', narrow); });
  narrow();
}());

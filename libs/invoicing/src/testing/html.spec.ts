import { htmlProblems, visibleText } from './html.js';

describe('htmlProblems', () => {
  it('finds nothing in a document that is well formed', () => {
    expect(
      htmlProblems('<!doctype html><p id="a" hidden>a<br>b</p><a href="#a">a</a><svg><path d="M0"/></svg>'),
    ).toEqual([]);
  });

  it.each([
    ['<p><b>a</p></b>', '</p> closes b'],
    ['a</p>', '</p> closes nothing'],
    ['<p>a', 'left open: p'],
    ['<p title=a>b</p>', 'stray bracket: <p title=a>b'],
    ['1 < 2', 'stray bracket: 1 < 2'],
    ['<b id="a"></b><b id="a"></b>', 'the id a is used twice'],
    ['<label for="a">a</label>', 'nothing has the id a'],
    ['<a href="#top">a</a>', 'nothing has the id top'],
  ])('finds what is wrong with %s', (html, problem) => {
    expect(htmlProblems(html)).toContain(problem);
  });

  it('lets end tags be left out only where that is said', () => {
    expect(htmlProblems('<body><p>a', ['body', 'p'])).toEqual([]);
    expect(htmlProblems('<body><p>a', ['body'])).toEqual(['left open: body,p']);
  });
});

describe('visibleText', () => {
  it('is what a reader sees', () => {
    expect(visibleText('<title>t</title><style>p{}</style><p>a&amp;lt;\n <b>b</b></p>')).toBe('a&lt; b');
  });
});

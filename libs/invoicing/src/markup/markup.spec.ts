import { escapeHtml, type Markup, markup } from './markup.js';

describe('markup', () => {
  it('escapes what is put into it, as text and in a quoted attribute', () => {
    const typed = `<script>alert("x" + 'y' & 1)</script>`;
    expect(markup`<p title="${typed}">${typed}</p>`.source).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot; + &#39;y&#39; &amp; 1)&lt;/script&gt;">' +
        '&lt;script&gt;alert(&quot;x&quot; + &#39;y&#39; &amp; 1)&lt;/script&gt;</p>',
    );
  });

  it('escapes an entity that someone typed once more, so it is read as it was typed', () => {
    expect(escapeHtml('&amp;lt;')).toBe('&amp;amp;lt;');
  });

  it('takes markup as it is, alone and in nested lists', () => {
    const item = (text: string): Markup => markup`<li>${text}</li>`;
    expect(markup`<ul>${[item('a'), [item('<b>')]]}</ul>`.source).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>');
  });

  it('leaves nothing behind for null and false, but a zero stands', () => {
    expect(markup`[${null}${false}${0}${''}]`.source).toBe('[0]');
  });

  it('does not take an object for markup because it has a source', () => {
    const forged = { source: '<b>' } as unknown as string;
    expect(() => markup`${forged}`.source).toThrow(TypeError);
  });
});

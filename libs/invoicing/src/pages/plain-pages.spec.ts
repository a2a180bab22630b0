import { htmlProblems, visibleText } from '../testing/html.js';
import { invoiceDocument } from '../testing/invoices.fixture.js';
import { invoicePage } from './invoice-page.js';
import { landingPage } from './landing-page.js';
import { PAGE_CONTENT_SECURITY_POLICY } from './page.js';
import { pageProblem, problemPage } from './problem-page.js';
import { signInPage } from './sign-in-page.js';

const TYPED = '<script>x</script>"';
const ESCAPED = '&lt;script&gt;x&lt;/script&gt;&quot;';

const expectEscaped = (page: string, times: number): void => {
  expect(page).not.toContain('<script');
  expect(page.split(ESCAPED)).toHaveLength(times + 1);
  expect(htmlProblems(page)).toEqual([]);
};

describe('the landing page', () => {
  const links = [
    { href: '/docs', label: 'API documentation', description: 'Every call.' },
    { href: '/mail', label: 'Outbox' },
  ];

  it('says what this is and where things are', () => {
    expect(visibleText(landingPage({ links }))).toMatch(
      /Quittance Billing for subscriptions by the seat, .* API documentation Every call\. Outbox$/,
    );
    expect(landingPage({ links })).toContain('<a href="/mail">Outbox</a>');
    expect(landingPage({ links, language: 'fr' })).toContain('La facturation d’abonnements par licence');
  });

  it('is well formed with links and without', () => {
    expect(htmlProblems(landingPage({ links }))).toEqual([]);
    expect(htmlProblems(landingPage({ links: [] }))).toEqual([]);
  });

  it('leaves what it was given as text', () => {
    expectEscaped(landingPage({ links: [{ href: TYPED, label: TYPED, description: TYPED }] }), 3);
  });
});

describe('the sign-in page (R60)', () => {
  it('asks for a member id in development, and sends it with where to go next', () => {
    const page = signInPage({ language: 'en', next: '/i/token', action: '/sign-in' });
    expect(page).toContain('<form class="stack" method="post" action="/sign-in">');
    expect(page).toContain('<label for="memberId">Member ID</label>');
    expect(page).toMatch(/<input id="memberId" name="memberId" required /);
    expect(page).toContain('<input type="hidden" name="next" value="/i/token">');
    expect(page).toContain('<button class="button" type="submit">Sign in</button>');
  });

  it('asks for nothing elsewhere, says what to do and leads back', () => {
    const page = signInPage({ language: 'fr', next: '/i/token' });
    expect(page).not.toMatch(/<form|<input/);
    expect(visibleText(page)).toContain('Connectez-vous à l’application dans ce navigateur, puis rouvrez cette page.');
    expect(page).toContain('<a class="button" href="/i/token">Rouvrir cette page</a>');
  });

  it.each(['en', 'fr'] as const)('is a well-formed document in %s', (language) => {
    for (const page of [signInPage({ language, next: '/' }), signInPage({ language, next: '/', action: '/sign-in' })]) {
      expect(htmlProblems(page)).toEqual([]);
      expect(page).toContain(`<html lang="${language}">`);
    }
  });

  it('leaves what it was given as text', () => {
    expectEscaped(signInPage({ language: 'en', next: TYPED, action: TYPED }), 2);
    expectEscaped(signInPage({ language: 'en', next: TYPED }), 1);
  });
});

describe('the page of a problem', () => {
  it('says what happened, what to do next and whom to ask', () => {
    const page = problemPage({
      language: 'en',
      ...pageProblem('notOwner', 'en'),
      contact: 'support@quittance.example',
      action: { href: '/sign-in', label: 'Sign in as someone else' },
    });
    expect(visibleText(page)).toBe(
      [
        'Skip to the content Quittance Only the billing owner can open these invoices',
        'The billing owner may have changed since this e-mail was sent. Ask the current owner for the invoice, or sign in as that person.',
        'Sign in as someone else Need help? Write to support@quittance.example',
      ].join(' '),
    );
    expect(page).toContain('<title>Only the billing owner can open these invoices</title>');
  });

  it('offers neither contact nor action where there is none', () => {
    const page = problemPage({ language: 'fr', ...pageProblem('unknownLink', 'fr') });
    expect(visibleText(page)).toBe(
      'Aller au contenu Quittance Ce lien ne mène à aucune facture Vérifiez qu’il a été copié en entier, ou ouvrez le lien de votre dernier e-mail de facture.',
    );
    expect(htmlProblems(page)).toEqual([]);
  });

  it('has words for an address where nothing is', () => {
    expect(pageProblem('notFound', 'en').title).toBe('There is nothing at this address');
    expect(pageProblem('notFound', 'fr').title).toBe('Il n’y a rien à cette adresse');
  });

  it('leaves what it was given as text', () => {
    const action = { href: TYPED, label: TYPED };
    expectEscaped(problemPage({ language: 'en', title: TYPED, detail: TYPED, contact: TYPED, action }), 7);
  });
});

describe('every page', () => {
  const pages = [
    invoicePage(invoiceDocument('en')),
    landingPage({ links: [] }),
    signInPage({ language: 'en', next: '/', action: '/sign-in' }),
    problemPage({ language: 'en', title: 'a', detail: 'b' }),
  ];

  it.each(pages)('has landmarks and a way past the header', (page) => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<a class="skip" href="#content">Skip to the content</a>');
    expect(page).toContain('<header class="bar');
    expect(page).toContain('<main id="content" tabindex="-1"');
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
  });

  it.each(pages)('keeps its address, which may hold a token, from search engines and other sites', (page) => {
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).toContain('<meta name="referrer" content="same-origin">');
  });

  it.each(pages)('runs no script and loads nothing, as its security policy says', (page) => {
    expect(page).not.toMatch(/<(script|link|img|object)|\ssrc=|\son[a-z]+=|javascript:/i);
    expect(PAGE_CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
  });
});

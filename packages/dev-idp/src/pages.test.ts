import { choicePage, postingPage } from './pages.ts';

const person = {
  key: 'a"b',
  givenName: 'Maja <b>',
  surname: 'Lindqvist & Co',
  eppn: 'maja@development.invalid',
  description: "Lärare <script>alert('x')</script>",
  affiliations: [],
  schoolUnitCodes: [],
};

describe('the provider’s pages', () => {
  it('show names and values as they are, whatever signs they hold', () => {
    const html = choicePage([person], { RelayState: '"><script>' });
    expect(html).toContain(
      '<button name="person" value="a&quot;b"><strong>Maja &lt;b&gt; Lindqvist &amp; Co</strong>',
    );
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(html).not.toContain('<script>');
  });

  it('carry the answer on without scripts too', () => {
    const html = postingPage('http://localhost:3000/saml/acs', { SAMLResponse: 'abc=' });
    expect(html).toContain('<form method="post" action="http://localhost:3000/saml/acs">');
    expect(html).toContain('<input type="hidden" name="SAMLResponse" value="abc=">');
    expect(html).toContain('<button>Fortsätt</button>');
  });
});

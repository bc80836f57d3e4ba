import type { Person } from './person.ts';
import { escape } from './saml-response.ts';

const style = `
  body { font: 18px/1.5 system-ui, sans-serif; color: #18211e; background: #f5f4f0; margin: 0; }
  main { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; }
  h1 { font-size: 1.75rem; line-height: 1.2; }
  ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
  button { font: inherit; color: inherit; text-align: left; width: 100%; min-height: 44px; padding: .6rem 1rem;
    background: #fff; border: 1px solid #857f70; border-radius: 10px; cursor: pointer; }
  button:hover { border-color: #134333; background: #dceae2; }
  button:focus-visible { outline: 3px solid #1c4e73; outline-offset: 2px; }
  button strong, button span { display: block; }
  button span { color: #56605b; font-size: 1rem; }
`;

const page = (title: string, content: string) => `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${content}
</main>
</body>
</html>
`;

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`;

/** Who do you want to be? One button for each person. */
export function choicePage(people: readonly Person[], fields: Record<string, string>): string {
  const buttons = people.map(
    ({ key, givenName, surname, description }) =>
      `<li><button name="person" value="${escape(key)}"><strong>${escape(`${givenName} ${surname}`)}</strong>` +
      ` <span>${escape(description)}</span></button></li>`,
  );
  return page(
    'Utvecklingsinloggning',
    `<p>Här finns inga lösenord och inga riktiga människor. Välj vem du vill vara.</p>
<form method="post" action="/choose">
${Object.entries(fields)
  .map(([name, value]) => hidden(name, value))
  .join('\n')}
<ul>
${buttons.join('\n')}
</ul>
</form>`,
  );
}

/** Carries the answer to the application by itself, or by the button where there is no script. */
export function postingPage(action: string, fields: Record<string, string>): string {
  return page(
    'Du loggas in',
    `<form method="post" action="${escape(action)}">
${Object.entries(fields)
  .map(([name, value]) => hidden(name, value))
  .join('\n')}
<button>Fortsätt</button>
</form>
<script src="/submit.js"></script>`,
  );
}

export const submitScript = 'document.forms[0].submit();\n';

export const refusalPage = () =>
  page(
    'Det gick inte att logga in',
    '<p>Inloggningen kan inte fortsätta härifrån. Gå tillbaka och börja om.</p>',
  );

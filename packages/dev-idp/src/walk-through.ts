/** What the provider's last page posts to the application. */
export type PostedForm = { action: string; fields: Record<string, string> };

/**
 * Goes through the provider over HTTP as a browser without scripts would: opens the address that the application
 * redirected to, presses a person's button and reads the form that carries the answer back.
 * @throws when a page is not what it should be
 */
export async function walkThroughProvider(redirectedTo: string, personKey: string): Promise<PostedForm> {
  const choice = await formOf(await fetch(redirectedTo));
  return formOf(
    await fetch(new URL(choice.action, redirectedTo), {
      method: 'POST',
      body: new URLSearchParams({ ...choice.fields, person: personKey }),
    }),
  );
}

async function formOf(response: Response): Promise<PostedForm> {
  const html = await response.text();
  const action = /<form method="post" action="([^"]*)">/.exec(html)?.[1];
  if (!response.ok || action === undefined)
    throw new Error(`no form at ${response.url} (${response.status})`);
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return {
    action: unescape(action),
    fields: Object.fromEntries(inputs.map(([, name = '', value = '']) => [unescape(name), unescape(value)])),
  };
}

const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const unescape = (text: string) =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => signs[entity] ?? entity);

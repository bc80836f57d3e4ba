import type { RoleRule } from '@mediecentral/contracts';
import { screen, waitFor } from '@testing-library/react';
import { problem, usualAnswer } from '../../testing/answers.ts';
import { provider } from '../../testing/provider-answers.ts';
import { type Answer, renderPage, type Sent } from '../../testing/render-page.tsx';
import { EditProviderPage } from './edit-provider-page.tsx';

const first = provider('Nybro');

/** What the api would say of the rules that it is sent: enough of it to see that they were sent. */
function roleFor(body: unknown): Answer {
  const { rules, attributes } = body as { rules: RoleRule[]; attributes: { affiliation?: string[] } };
  const matched = rules.flatMap((rule, place) =>
    (attributes.affiliation ?? []).some((value) => value.startsWith(rule.value)) ? [place] : [],
  );
  return { body: { role: rules[matched[0] ?? -1]?.role ?? 'pupil', matched, withoutEffect: [] } };
}

function open(save: (sent: Sent) => Answer, read: () => object = () => first) {
  return renderPage(<EditProviderPage />, {
    path: '/personal/inloggning/:key/andra',
    at: '/personal/inloggning/nybro/andra',
    answers: (sent): Answer => {
      if (sent.path === '/api/role-rules/preview') return roleFor(sent.body);
      if (sent.path === '/api/municipalities') return { body: { items: [], total: 0 } };
      if (sent.path === '/api/providers/nybro') return sent.method === 'PUT' ? save(sent) : { body: read() };
      return usualAnswer(sent);
    },
  });
}

const saved = (sent: Sent[]) => sent.filter(({ method }) => method === 'PUT');

describe('changing a provider', () => {
  it('shows the role that changed rules would give, before they are saved', async () => {
    const { user, sent } = open(() => ({ body: first }));
    await user.type(await screen.findByLabelText('anknytning'), 'faculty@nybro.se');
    expect(await screen.findByText('eftersom ingen regel passar.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Lägg till regel' }));
    await user.type(screen.getByLabelText('Värde i regel 2'), 'faculty@');
    await user.selectOptions(screen.getByLabelText('Ger rollen i regel 2'), 'educator');
    expect(await screen.findByText(/Får rollen pedagog/)).toBeTruthy();
    expect(screen.getByText('genom faculty@.')).toBeTruthy();
    expect(saved(sent)).toHaveLength(0);
  });

  it('saves from the version that was read', async () => {
    const { user, sent } = open(({ body }) => ({ body: { ...first, ...(body as object), version: 4 } }));
    await user.click(await screen.findByRole('button', { name: 'Ta bort regel 1' }));
    await user.click(screen.getByRole('button', { name: 'Spara' }));
    await waitFor(() => expect(saved(sent)).toHaveLength(1));
    expect(saved(sent)[0]?.body).toMatchObject({ version: 3, roleRules: [], name: 'Nybro' });
  });

  it('keeps what was written when a colleague saved first, and saves from what the colleague left', async () => {
    let theirs = first;
    const { user, sent } = open(
      ({ body }) => {
        if ((body as { version: number }).version === 4) return { body: { ...theirs, version: 5 } };
        theirs = { ...first, scopes: ['nybro.se'], version: 4 };
        return problem('stale', 409);
      },
      () => theirs,
    );
    const name = await screen.findByLabelText<HTMLInputElement>(/^Namn/);
    await user.clear(name);
    await user.type(name, 'Nybro och Emmaboda');
    await user.click(screen.getByRole('button', { name: 'Spara' }));
    expect(await screen.findByText('Domäner är hämtat från kollegans ändring.')).toBeTruthy();
    expect(name.value).toBe('Nybro och Emmaboda');
    await user.click(screen.getByRole('button', { name: 'Spara' }));
    await waitFor(() => expect(saved(sent)).toHaveLength(2));
    expect(saved(sent)[1]?.body).toMatchObject({
      version: 4,
      name: 'Nybro och Emmaboda',
      scopes: ['nybro.se'],
    });
  });
});

import './app/layers.css';
import '@fontsource-variable/familjen-grotesk/index.css';
import '@fontsource-variable/source-sans-3/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './app/providers.tsx';
import { router } from './app/router.tsx';
import { createQueries } from './shared/api/queries.ts';
import { meQuery } from './shared/api/use-account.ts';
import { centreQuery } from './shared/api/use-centre.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no root');

const queries = createQueries();
// Asked while the page’s code is on its way: every page needs to know who is there.
void queries.prefetchQuery(meQuery);
void queries.prefetchQuery(centreQuery);

createRoot(root).render(
  <StrictMode>
    <Providers queries={queries}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);

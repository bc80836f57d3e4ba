import { createBrowserRouter } from 'react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { pages } from './pages.ts';
import { RequireAccount } from './require-account.tsx';
import { RequireMay } from './require-may.tsx';
import { RouteError } from './route-error.tsx';
import { staffRoutes } from './staff-routes.tsx';
import { StaffGoToWork } from './staff-go-to-work.tsx';
import { TeacherLayout } from './teacher-layout.tsx';

const Nothing = () => null;

/** The addresses that people see are Swedish. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteError,
    // The first page’s code comes in a moment; until then there is nothing to show.
    HydrateFallback: Nothing,
    children: [
      { path: '/logga-in', lazy: pages.login },
      // Whoever wonders what is kept may read it before logging in.
      {
        Component: TeacherLayout,
        children: [
          {
            ErrorBoundary: RouteError,
            children: [{ path: '/personuppgifter', lazy: pages.register }],
          },
        ],
      },
      {
        Component: RequireAccount,
        children: [
          ...staffRoutes,
          {
            Component: TeacherLayout,
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { path: '/', Component: StaffGoToWork, children: [{ index: true, lazy: pages.home }] },
                  {
                    element: <RequireMay action="loans.book" />,
                    children: [
                      { path: '/utrustning', lazy: pages.equipmentList },
                      { path: '/utrustning/:id', lazy: pages.equipment },
                      { path: '/bokning', lazy: pages.basket },
                      { path: '/mina-lan', lazy: pages.loans },
                      { path: '/lan/:id', lazy: pages.loan },
                    ],
                  },
                  { path: '/konto', lazy: pages.myAccount },
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]);

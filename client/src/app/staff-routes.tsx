import type { RouteObject } from 'react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { RequireMay } from './require-may.tsx';
import { RouteError } from './route-error.tsx';
import { StaffGoToWork } from './staff-go-to-work.tsx';

/** The pages of the centre’s own staff; their code is only loaded by those who open them. */
export const staffRoutes: RouteObject[] = [
  {
    path: '/personal',
    lazy: async () => ({ Component: (await import('./require-staff.tsx')).RequireStaff }),
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, Component: StaffGoToWork },
          {
            path: 'idag',
            lazy: async () => ({ Component: (await import('../features/today/today-page.tsx')).TodayPage }),
          },
          {
            path: 'lan',
            lazy: async () => ({
              Component: (await import('../features/loan-board/loan-board-page.tsx')).LoanBoardPage,
            }),
          },
          {
            path: 'lan/nytt',
            lazy: async () => ({
              Component: (await import('../features/loan-board/new-loan-page.tsx')).NewLoanPage,
            }),
          },
          {
            path: 'lan/:id',
            lazy: async () => ({
              Component: (await import('../features/loan-board/staff-loan-page.tsx')).StaffLoanPage,
            }),
          },
          {
            path: 'packa',
            lazy: async () => ({
              Component: (await import('../features/packing/packing-list-page.tsx')).PackingListPage,
            }),
          },
          {
            path: 'packa/:id',
            lazy: async () => ({ Component: (await import('../features/packing/pack-page.tsx')).PackPage }),
          },
          {
            path: 'utrustning',
            lazy: async () => ({ Component: (await import('../features/stock/models-page.tsx')).ModelsPage }),
          },
          {
            path: 'utrustning/ny',
            lazy: async () => ({
              Component: (await import('../features/stock/new-model-page.tsx')).NewModelPage,
            }),
          },
          {
            path: 'utrustning/:id',
            lazy: async () => ({ Component: (await import('../features/stock/model-page.tsx')).ModelPage }),
          },
          {
            path: 'exemplar/:id',
            lazy: async () => ({ Component: (await import('../features/stock/unit-page.tsx')).UnitPage }),
          },
          {
            path: 'skolor',
            lazy: async () => ({
              Component: (await import('../features/organisation/schools-page.tsx')).SchoolsPage,
            }),
          },
          {
            path: 'kalendrar',
            lazy: async () => ({
              Component: (await import('../features/organisation/calendars-page.tsx')).CalendarsPage,
            }),
          },
          {
            path: 'statistik',
            lazy: async () => ({
              Component: (await import('../features/statistics/statistics-page.tsx')).StatisticsPage,
            }),
          },
          {
            element: <RequireMay action="providers.manage" />,
            children: [
              {
                path: 'inloggning/ny',
                lazy: async () => ({
                  Component: (await import('../features/providers/new-provider-page.tsx')).NewProviderPage,
                }),
              },
              {
                path: 'inloggning/:key/andra',
                lazy: async () => ({
                  Component: (await import('../features/providers/edit-provider-page.tsx')).EditProviderPage,
                }),
              },
              {
                path: 'inloggning',
                lazy: async () => ({
                  Component: (await import('../features/providers/providers-page.tsx')).ProvidersPage,
                }),
                children: [
                  {
                    path: ':key',
                    lazy: async () => ({
                      Component: (await import('../features/providers/provider-panel.tsx')).ProviderPanel,
                    }),
                  },
                ],
              },
            ],
          },
          {
            element: <RequireMay action="accounts.manage" />,
            children: [
              {
                path: 'personer',
                lazy: async () => ({
                  Component: (await import('../features/people/people-page.tsx')).PeoplePage,
                }),
              },
            ],
          },
          {
            element: <RequireMay action="audit.read" />,
            children: [
              {
                path: 'logg',
                lazy: async () => ({
                  Component: (await import('../features/audit/audit-page.tsx')).AuditPage,
                }),
              },
            ],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];

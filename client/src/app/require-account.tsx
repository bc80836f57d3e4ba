import { Container } from '@mantine/core';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useAccount } from '../shared/api/use-account.ts';
import { ErrorState, WaitingPage } from '../shared/ui/index.ts';

/** Nobody comes past without an account; whoever logs in comes back to the page that was asked for. */
export function RequireAccount() {
  const { account, isPending, error, retry } = useAccount();
  const { pathname, search } = useLocation();
  if (account) return <Outlet />;
  if (isPending || error) {
    return (
      <Container size={1216} py="xl" component="main">
        {error ? <ErrorState error={error} onRetry={retry} /> : <WaitingPage />}
      </Container>
    );
  }
  const here = pathname + search;
  const where = here === '/' ? '' : `?${new URLSearchParams({ returnTo: here })}`;
  return <Navigate to={`/logga-in${where}`} replace />;
}

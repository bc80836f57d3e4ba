import { Navigate, Outlet } from 'react-router';
import { useMay } from '../shared/api/use-account.ts';

/** Staff begin with the work of the day; everybody else with the home page. */
export function StaffGoToWork() {
  return useMay('loans.handle') ? <Navigate to="/personal/idag" replace /> : <Outlet />;
}

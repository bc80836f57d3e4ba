import { Navigate } from 'react-router';
import { useMay } from '../shared/api/use-account.ts';
import { StaffLayout } from './staff-layout.tsx';

/** Those who may not handle loans have nothing to do here, and are led home. */
export function RequireStaff() {
  return useMay('loans.handle') ? <StaffLayout /> : <Navigate to="/" replace />;
}

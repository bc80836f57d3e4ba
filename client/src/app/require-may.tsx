import type { Action } from '@mediecentral/contracts';
import { Navigate, Outlet } from 'react-router';
import { useMay } from '../shared/api/use-account.ts';

/** Those who may not do this at all have nothing to see on its pages, and are led home, where they are told what they may. */
export function RequireMay({ action }: { action: Action }) {
  return useMay(action) ? <Outlet /> : <Navigate to="/" replace />;
}

import { Link } from 'react-router';
import { useCentre } from '../api/use-centre.ts';
import classes from './logo.module.css';

/** The product and whose it is; leads home. */
export function Logo({ to = '/' }: { to?: string }) {
  const { data: centre } = useCentre();
  return (
    <Link to={to} className={classes.logo}>
      <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
        <rect width="36" height="36" rx="10" fill="#1B5540" />
        <path d="M7 13l11-5 11 5v12l-11 5-11-5z" fill="#F2C53D" />
        <path d="M15 13.500v10l8.500-5z" fill="#0B2E22" />
      </svg>
      <span>
        {centre?.product ?? 'Mediecentral'}
        <small>{centre?.name}</small>
      </span>
    </Link>
  );
}

import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

type Properties = ButtonProps &
  Pick<LinkProps, 'to' | 'state' | 'onMouseEnter' | 'onFocus'> & { children: ReactNode };

/** A link to another page that looks like a button. */
export function LinkButton({ to, children, ...rest }: Properties) {
  return (
    <Button component={Link} to={to} {...rest}>
      {children}
    </Button>
  );
}

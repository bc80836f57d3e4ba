import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useCentre } from '../api/use-centre.ts';
import classes from './page-title.module.css';

type Properties = {
  children: ReactNode;
  /** For the browser’s tab, where the heading is not plain text or says too little there. */
  tab?: string;
};

/**
 * A page’s only `h1`: names the browser’s tab and takes the focus after a navigation, so that a screen reader begins to read
 * where the page begins.
 */
export function PageTitle({ children, tab }: Properties) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const { data: centre } = useCentre();
  const name = tab ?? (typeof children === 'string' ? children : undefined);
  const product = centre?.product ?? 'Mediecentral';

  useEffect(() => {
    document.title = name ? `${name} – ${product}` : product;
  }, [name, product]);

  const firstKey = useRef(key);
  useEffect(() => {
    // `default` is the page that the browser itself opened: there the browser says where to begin.
    if (firstKey.current !== 'default') heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
      {children}
    </Title>
  );
}

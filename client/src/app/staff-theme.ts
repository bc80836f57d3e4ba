import { createTheme, mergeMantineTheme, DEFAULT_THEME } from '@mantine/core';
import { theme } from './theme.ts';

/** The same look one step smaller: staff see more at once, and know their way about. Sizes of controls are in `staff.css`. */
export const staffTheme = mergeMantineTheme(
  mergeMantineTheme(DEFAULT_THEME, theme),
  createTheme({
    fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '18px', xl: '21px' },
    headings: {
      sizes: {
        h1: { fontSize: 'clamp(26px, 3vw, 30px)', lineHeight: '1.15' },
        h2: { fontSize: '20px', lineHeight: '1.2' },
        h3: { fontSize: '17px', lineHeight: '1.25' },
      },
    },
    radius: { sm: '6px', md: '8px', lg: '10px' },
    spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  }),
);

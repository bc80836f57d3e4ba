import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

const tuple = (shades: string) =>
  shades.split(' ').map((shade) => `#${shade}`) as unknown as MantineColorsTuple;

const solid = (background: string, hover: string, color: string) => ({
  background: `var(--mc-${background})`,
  hover: `var(--mc-${hover})`,
  color: `var(--mc-${color})`,
});

/** Spruce carries, rapeseed points, sky moves, brick warns; the rest of the palette is in `theme.css`. */
export const theme = createTheme({
  colors: {
    gran: tuple('EFF5F1 DCEAE2 B9D4C6 9CCBB4 5F9A82 3C7E66 28684F 1B5540 134333 0B2E22'),
    raps: tuple('FEF8E6 FBEBC0 F6DC8C F2C53D E0AE1E BD7D00 9A6600 825600 6B4A00 4A3300'),
    himmel: tuple('F0F6FA DCEAF3 BDD8E9 9CC4DE 72A9CC 4687B3 2F6F9A 245E86 1C4E73 123A57'),
    tegel: tuple('FDF3EF F9E0D8 F0C3B4 F0A893 D97B62 C4523A B5432B A8361F 8A2A17 5F1B0E'),
    gray: tuple('F5F4F0 EDEAE1 E4DFD3 DDD8CB 857F70 6B6A60 56605B 434D48 2C3631 18211E'),
    dark: tuple('EDEBE4 CDD2CC AEB7B1 7C8880 2F3934 2A332E 222B26 1A221E 111714 0C110F'),
  },
  primaryColor: 'gran',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant !== 'filled') return colors;
    // The same meaning has another shade in the dark, which one shade per colour cannot say.
    const { color = 'gran' } = input;
    if (color === 'gran') return { ...colors, ...solid('brand', 'brand-hover', 'on-brand') };
    return color === 'tegel.7' ? { ...colors, ...solid('bad-solid', 'bad', 'on-bad') } : colors;
  },
  black: '#18211E',
  fontFamily: '"Source Sans 3 Variable", system-ui, sans-serif',
  fontSizes: { xs: '14px', sm: '16px', md: '18px', lg: '21px', xl: '26px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.43', xl: '1.3' },
  headings: {
    fontFamily: '"Familjen Grotesk Variable", system-ui, sans-serif',
    fontWeight: '700',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'clamp(32px, 4vw, 46px)', lineHeight: '1.12' },
      h2: { fontSize: 'clamp(23px, 2.4vw, 26px)', lineHeight: '1.15' },
      h3: { fontSize: '20px', lineHeight: '1.2' },
    },
  },
  radius: { sm: '6px', md: '10px', lg: '18px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '48px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'md' } },
    Card: { defaultProps: { withBorder: true, radius: 'lg', shadow: 'none' } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', variant: 'light' } },
    Table: { defaultProps: { verticalSpacing: 'xs' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    DatePickerInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { radius: 'lg', centered: true, size: 'md' } },
  },
});

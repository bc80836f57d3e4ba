export { ScannerProvider, useScanner, useScannerState } from './scanner-provider.tsx';

export { ScannerProvider, type ScannerState, useScanner, useScannerState } from './scanner-provider.tsx';

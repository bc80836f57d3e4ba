import { useTranslation } from 'react-i18next';
import type { LoggedScan } from './scan-log.ts';

/** A scan in words: what it was, and what to do about it. */
export function useScanWords() {
  const { t } = useTranslation();
  return {
    name: (scan: LoggedScan): string =>
      scan.unit ? `${scan.unit.modelName} ${scan.unit.inventoryNumber}` : scan.code,
    verdict(scan: LoggedScan): string {
      const shelf = scan.unit?.shelf ?? '';
      switch (scan.result) {
        case 'right':
          return scan.left === 0
            ? t('packing.rightLast')
            : t('packing.right', { count: scan.left ?? 0, shelf });
        case 'wrong':
          return scan.belongsTo
            ? t('packing.wrongBelongs', { reference: scan.belongsTo, shelf })
            : t('packing.wrong', { shelf });
        case 'already':
          return t('packing.already');
        case 'too_many':
          return t('packing.tooMany', { shelf });
        case 'unknown':
          return t('packing.unknown');
        case 'not_available':
          return t('packing.notAvailable');
        case 'refused':
          return t('packing.refused');
        case 'undone':
          return t('packing.undone', { shelf });
        case 'waiting':
        default:
          return t('packing.waiting');
      }
    },
  };
}

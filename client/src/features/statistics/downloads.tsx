import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../shared/i18n/use-language.ts';
import { exportAddress } from './statistics-api.ts';

/** The year as a file: everything in one workbook, or one of its sheets. */
export function Downloads({ year }: { year: number }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const sheets = ['municipality', 'model', 'loan'] as const;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={20} stroke={1.9} aria-hidden />}>
          {t('statistics.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={exportAddress(year, { format: 'xlsx', language })} download>
          {t('statistics.xlsx')}
        </Menu.Item>
        {sheets.map((by) => (
          <Menu.Item
            key={by}
            component="a"
            href={exportAddress(year, { format: 'csv', by, language })}
            download
          >
            {t(`statistics.csv.${by}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

import { VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconScan } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../shared/api/use-error-words.ts';
import { useScanner } from '../shared/scanner/index.ts';
import { Key, useShortcut } from '../shared/shortcuts/index.ts';
import { findPlace } from './find-place.ts';
import classes from './staff-layout.module.css';

/** One field for a loan’s number, a unit’s number, a school’s name or a scan; leads to what was meant. */
export function ScanOrSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useErrorWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');

  async function go(code: string, scanned: boolean) {
    if (code.trim() === '') return;
    try {
      const place = await findPlace(code.trim());
      if (place) {
        setText('');
        field.current?.blur();
        void navigate(place);
      } else if (scanned) {
        notifications.show({ message: t('staff.scanner.unknown', { code }), color: 'tegel' });
      } else {
        void navigate(`/personal/lan?${new URLSearchParams({ q: code.trim() })}`);
      }
    } catch (error) {
      notifications.show({ message: words(error).sentence, color: 'tegel' });
    }
  }

  useShortcut('/', t('staff.keys.search'), () => field.current?.focus());
  useScanner((code) => void go(code, true));
  return (
    <search className={classes.searchArea}>
      <form
        className={classes.search}
        onSubmit={(event) => {
          event.preventDefault();
          void go(text, false);
        }}
      >
        <IconScan size={20} stroke={1.9} aria-hidden />
        <label>
          <VisuallyHidden>{t('staff.scanOrSearchLabel')}</VisuallyHidden>
          <input
            ref={field}
            type="search"
            placeholder={t('staff.scanOrSearch')}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
        </label>
        <Key>/</Key>
      </form>
    </search>
  );
}

import type { ProviderCertificate } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { lastDayOf } from './certificates.ts';
import classes from './providers.module.css';

/** Certificates by what they are for, how long they last, and the print they are recognised by. */
export function CertificateList({ certificates }: { certificates: readonly ProviderCertificate[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.certificates}>
      {certificates.map((certificate) => (
        <li key={`${certificate.use} ${certificate.sha256}`}>
          <b>
            {t(`providers.use.${certificate.use}`)}, {t('providers.until', { date: lastDayOf(certificate) })}
          </b>
          <span>{certificate.subject}</span>
          <code>{certificate.sha256}</code>
        </li>
      ))}
    </ul>
  );
}

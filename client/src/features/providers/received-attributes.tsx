import type { TestResult } from '@mediecentral/contracts';
import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DenseTable } from '../../shared/ui/index.ts';
import classes from './providers.module.css';

/** Without these somebody cannot log in, is taken for a pupil, has no school or gets no mail. */
const expected = ['eduPersonPrincipalName', 'eduPersonScopedAffiliation', 'sisSchoolUnitCode', 'mail'];

/** Everything that the provider sent, and what it should have sent but did not. */
export function ReceivedAttributes({
  result: { attributes, unknownSchoolUnitCodes },
}: {
  result: TestResult;
}) {
  const { t } = useTranslation();
  const missing = expected.filter((name) => !attributes.some((one) => one.name === name));
  return (
    <div className={classes.received}>
      <DenseTable label={t('providers.test.attributes')} cards={false}>
        <thead>
          <tr>
            <th scope="col">{t('providers.rule.attribute')}</th>
            <th scope="col">{t('providers.rule.value')}</th>
            <th scope="col">{t('providers.test.used')}</th>
          </tr>
        </thead>
        <tbody>
          {attributes.map(({ name, known, values }) => (
            <tr key={name}>
              <th scope="row" className={classes.address}>
                {name}
              </th>
              <td className={classes.values}>
                {values.map((value) => (
                  <div key={value}>
                    {value}
                    {unknownSchoolUnitCodes.includes(value) && (
                      <span className={classes.missing}> {t('providers.test.unknown')}</span>
                    )}
                  </div>
                ))}
              </td>
              <td>{known ? <Used /> : t('providers.test.notUsed')}</td>
            </tr>
          ))}
          {missing.map((name) => (
            <tr key={name}>
              <th scope="row" className={classes.address}>
                {name}
              </th>
              <td className={classes.missing}>{t('providers.test.missing')}</td>
              <td>
                <IconAlertTriangle size={20} stroke={1.9} aria-hidden />
              </td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </div>
  );
}

function Used() {
  const { t } = useTranslation();
  return (
    <>
      <IconCheck size={20} stroke={1.9} aria-hidden />
      <VisuallyHidden>{t('providers.test.isUsed')}</VisuallyHidden>
    </>
  );
}

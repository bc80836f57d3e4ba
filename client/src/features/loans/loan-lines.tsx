import type { Loan } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { Drawing } from '../../shared/drawings/index.ts';
import { SectionCard } from '../../shared/ui/index.ts';
import classes from './loan-lines.module.css';

const beforePacking = new Set<string>(['requested', 'waitlisted', 'rejected', 'cancelled']);

/** What is asked for, or what lies in the box with its numbers and what belongs to each. */
export function LoanLines({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t(beforePacking.has(loan.state) ? 'loans.asked' : 'loans.inBox')}>
      <ul className={classes.lines}>
        {loan.lines.map((line) => (
          <li key={line.id}>
            <Drawing name={line.drawing} small />
            <div>
              <h3>{t('loans.line', { count: line.granted ?? line.asked, model: line.modelName })}</h3>
              {line.granted !== undefined && line.granted < line.asked && (
                <p className={classes.less}>
                  {t('loans.grantedOf', { granted: line.granted, asked: line.asked })}
                </p>
              )}
              <p>
                {[
                  line.units.length > 0 &&
                    t('loans.numbers', {
                      numbers: line.units.map((unit) => unit.inventoryNumber).join(', '),
                    }),
                  line.contents.join(', '),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

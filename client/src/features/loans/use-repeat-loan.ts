import type { ListedLoan, Loan } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { tell, tellWithUndo } from '../../shared/ui/index.ts';
import { emptyBasket, useBasket, withQuantity } from '../basket/index.ts';

/** Puts what was borrowed before in the booking, without days; what lay there can be had back. */
export function useRepeatLoan(): (loan: Pick<Loan | ListedLoan, 'lines'>) => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { basket: before, fill } = useBasket();
  return ({ lines }) => {
    fill(lines.reduce((basket, line) => withQuantity(basket, line.modelId, line.asked), emptyBasket()));
    if (before.lines.length > 0) {
      tellWithUndo({ message: t('loans.repeatDone'), undo: t('action.undo'), onUndo: () => fill(before) });
    } else {
      tell(t('loans.repeatDone'));
    }
    void navigate('/bokning');
  };
}

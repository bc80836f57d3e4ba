import { people } from './people.ts';
import { providers } from './providers.ts';
import { myAccount } from './myAccount.ts';
import { audit } from './audit.ts';
import { register } from './register.ts';
import { staff } from './staff.ts';
import { today } from './today.ts';
import { board } from './board.ts';
import { packing } from './packing.ts';
import { stock } from './stock.ts';
import { schools } from './schools.ts';
import { calendars } from './calendars.ts';
import { statistics } from './statistics.ts';
import { shell } from './shell.ts';
import { nav } from './nav.ts';
import { login } from './login.ts';
import { loans } from './loans.ts';
import { home } from './home.ts';
import { error } from './error.ts';
import { equipment } from './equipment.ts';
import { date } from './date.ts';
import { calendar } from './calendar.ts';
import { basket } from './basket.ts';
import { action } from './action.ts';
import { account } from './account.ts';
import { document } from './document.ts';
import { exported } from './export.ts';
import { loan } from './loan.ts';
import { mail } from './mail.ts';
import { queue } from './queue.ts';
import { stage } from './stage.ts';

export const en = {
  staff,
  today,
  board,
  packing,
  stock,
  schools,
  calendars,
  statistics,
  shell,
  nav,
  login,
  loans,
  home,
  error,
  equipment,
  date,
  calendar,
  basket,
  action,
  account,
  queue,
  mail,
  loan,
  export: exported,
  document,
  stage,
  providers,
  people,
  myAccount,
  audit,
  register,
};

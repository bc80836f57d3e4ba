export const account = {
  menu: 'your account',
  school: 'Preselected school',
  look: 'Appearance',
  schemes: { light: 'Light', dark: 'Dark', auto: 'Like the computer' },
  language: 'Language',
  logout: 'Log out',
  role: {
    pupil: 'Pupil',
    teacher: 'Teacher',
    educator: 'Educator at the media centre',
    staff: 'Staff at the media centre',
    admin: 'Administrator',
  },
  noAccess: 'There is nothing here for your account yet',
  noAccessText:
    'It is teachers who borrow equipment. Are you a teacher and see this? Tell {{centre}} and we will put it right.',
};

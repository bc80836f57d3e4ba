import type { EquipmentModel } from '@mediecentral/contracts';
import { SimpleGrid, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconBook2, IconCheck, IconSchool, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { Drawing } from '../../shared/drawings/index.ts';
import { Breadcrumbs, FailedPage, PageTitle, WaitingPage } from '../../shared/ui/index.ts';
import { BookingCard } from './booking-card.tsx';
import { useEquipmentModel } from './equipment-api.ts';
import classes from './equipment-page.module.css';
import { stagesText } from './stages-text.ts';

/** One model: what it is good for, and a month calendar that says when it can be had. */
export function EquipmentPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const model = useEquipmentModel(id);
  const { data: centre } = useCentre();
  if (model.isError) return <FailedPage error={model.error} onRetry={() => void model.refetch()} />;
  if (!model.data || !centre) return <WaitingPage />;
  const { data } = model;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: t('equipment.short'), to: '/utrustning' },
          { label: t(`equipment.categories.${data.category}`), to: `/utrustning?category=${data.category}` },
        ]}
        here={data.name}
      />
      <div className={classes.columns}>
        <div className={classes.about}>
          <Drawing name={data.drawing} large />
          <PageTitle>{data.name}</PageTitle>
          <Text size="lg">{data.summary}</Text>
          <Tags model={data} />
        </div>
        <BookingCard key={data.id} model={data} today={centre.today} />
        <Details model={data} />
      </div>
    </>
  );
}

function Tags({ model }: { model: EquipmentModel }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.tags}>
      {model.stages.length > 0 && (
        <li>
          <IconSchool size={18} aria-hidden /> {stagesText(model.stages, t)}
        </li>
      )}
      {model.subjects.map((subject) => (
        <li key={subject}>{subject}</li>
      ))}
      {model.groupSize && (
        <li>
          <IconUsers size={18} aria-hidden /> {model.groupSize}
        </li>
      )}
    </ul>
  );
}

function Details({ model }: { model: EquipmentModel }) {
  const { t } = useTranslation();
  return (
    <div className={classes.details}>
      {model.description.split('\n\n').map((paragraph) => (
        <Text key={paragraph} mb="sm">
          {paragraph}
        </Text>
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md">
        {model.contents.length > 0 && (
          <div>
            <Title order={2} size="h3" mb={8}>
              {t('equipment.included')}
            </Title>
            <ul className={classes.plain}>
              {model.contents.map((content) => (
                <li key={content}>
                  <IconCheck size={20} aria-hidden /> {content}
                </li>
              ))}
            </ul>
          </div>
        )}
        {model.links.length > 0 && (
          <div>
            <Title order={2} size="h3" mb={8}>
              {t('equipment.ideas')}
            </Title>
            <ul className={classes.plain}>
              {model.links.map((link) => (
                <li key={link.url}>
                  <IconBook2 size={20} aria-hidden />
                  <a href={link.url} target="_blank" rel="noreferrer">
                    {link.title}
                    <VisuallyHidden> ({t('equipment.newWindow')})</VisuallyHidden>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </SimpleGrid>
    </div>
  );
}

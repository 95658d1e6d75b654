-- Which of the trained networks a search recommends: the one that is best on the validation part.
alter table model add column score double precision;
alter table model add column log_loss double precision;
alter table search add column best_model varchar(80);
update search set best_model =
    (select m.id from model m where m.search_id = search.id and m.number = search.best_number);

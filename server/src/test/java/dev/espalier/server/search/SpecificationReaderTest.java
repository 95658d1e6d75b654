package dev.espalier.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Selection;
import dev.espalier.data.Task;
import dev.espalier.space.Ports;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Risk;
import dev.espalier.trial.Scalarization;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SpecificationReaderTest {
    private static final DataFacts IMAGES = new DataFacts(
            new Task(
                    Task.Type.CLASSIFICATION,
                    IntStream.range(0, 10).mapToObj(String::valueOf).toList()),
            Ports.of(new Shape.Image(1, 8, 8), 10),
            1000,
            300);
    private static final DataFacts PRICES = new DataFacts(
            new Task(Task.Type.REGRESSION, List.of("price")), Ports.of(new Shape.Vector(13), 1), 400, 100);

    private static DataFacts find(Selection dataset) {
        return switch (dataset.id()) {
            case "digits" -> IMAGES;
            case "prices" -> PRICES;
            default -> throw new InvalidInputException("", "There is no data set '%s'.".formatted(dataset.id()));
        };
    }

    private static SearchSpecification read(String json) {
        return SpecificationReader.read(json.replace('\'', '"'), SpecificationReaderTest::find);
    }

    @Test
    void datasetIsEnough() {
        SearchSpecification images = read("{'dataset': 'digits'}");
        assertThat(images.space().name()).isEqualTo("cell");
        assertThat(images.controller().name()).isEqualTo("ppo");
        assertThat(images.evaluator().part().name()).isEqualTo("shared-weights");
        assertThat(images.objective().metric()).isEqualTo(Metric.ACCURACY);
        assertThat(images.space().settings()).containsKey("stemWidth");

        SearchSpecification alone = read("{'dataset': 'digits', 'evaluator': {'name': 'stand-alone'}}");
        assertThat(alone.controller().name()).as("what the league recommends").isEqualTo("rlsvi");

        SearchSpecification numbers = read("{'dataset': 'prices'}");
        assertThat(numbers.space().name()).isEqualTo("mlp");
        assertThat(numbers.objective().metric()).isEqualTo(Metric.RMSE);
    }

    @Test
    void gpuIsRefusedWhereTheProgramWasBuiltForTheCpu() {
        assumeFalse(System.getProperty("java.class.path").contains("-gpu.jar"), "This is a build for GPUs (-Pcuda).");
        assertThatThrownBy(() -> read("{'dataset': 'digits', 'device': 'cuda:0'}"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/device"))
                .hasMessageContaining("'cuda:0' is not there")
                .hasMessageContaining("finds 0 GPUs");
    }

    @Test
    void writtenSpecificationReadsBackEqual() {
        SearchSpecification specification = read("""
                {'name': 'n', 'dataset': {'name': 'digits', 'settings': {'trainingShare': 0.1, 'classWeights': 'balanced'}},
                 'space': {'name': 'cell', 'settings': {'stemWidth': 8}}, 'controller': {'name': 'random'},
                 'evaluator': {'name': 'stand-alone', 'settings': {'epochs': 3}, 'inFlight': 2, 'threads': 1},
                 'engine': 'dl4j', 'device': 'cpu', 'precision': 'single',
                 'objective': {'minimize': 'log-loss', 'constraints': [{'metric': 'parameters', 'atMost': 5000},
                                 {'metric': 'latency', 'atMost': 2.5}]},
                 'budget': {'trials': 7, 'seconds': 60.5}, 'finalTraining': {'top': 0, 'epochs': 2}, 'seed': 9}""");
        String json = JsonMapper.shared().writeValueAsString(specification);
        assertThat(SpecificationReader.stored(json)).isEqualTo(specification);
        assertThat(read(json)).isEqualTo(specification);
    }

    @Test
    void inheritedStartIsWrittenBackAndFreshIsTheDefault() {
        SearchSpecification inherited = read(
                "{'dataset': 'digits', 'evaluator': {'name': 'hypernetwork'}, 'finalTraining': {'start': 'inherited'}}");
        assertThat(inherited.finalTraining().inherits()).isTrue();
        assertThat(SpecificationReader.stored(JsonMapper.shared().writeValueAsString(inherited)))
                .isEqualTo(inherited);
        assertThat(read("{'dataset': 'digits'}").finalTraining().inherits()).isFalse();
    }

    @Test
    void severalMetricsAndRiskAreReadAndWrittenBack() {
        SearchSpecification specification = read("""
                {'dataset': 'digits', 'controller': {'name': 'nsga2'},
                 'evaluator': {'name': 'stand-alone', 'settings': {'repeats': 4}},
                 'objective': {'minimize': 'log-loss', 'tradeOff': ['parameters', 'latency'],
                   'scalarization': 'weighted-sum', 'risk': {'measure': 'cvar', 'level': 0.5},
                   'constraints': [{'metric': 'macs', 'atMost': 1000000}]}}""");
        assertThat(specification.objective())
                .isEqualTo(new Objective(
                        Metric.LOG_LOSS,
                        List.of(new Objective.Constraint(Metric.MACS, 1e6)),
                        List.of(Metric.PARAMETERS, Metric.LATENCY),
                        Scalarization.WEIGHTED_SUM,
                        Risk.cvar(0.5)));
        String json = JsonMapper.shared().writeValueAsString(specification);
        assertThat(SpecificationReader.stored(json)).isEqualTo(specification);
        assertThat(SpecificationReader.objective(json)).isEqualTo(specification.objective());
    }

    @Test
    void whatIsNotSaidOfSeveralMetricsAndRiskHasDefaults() {
        Objective one = read("{'dataset': 'digits', 'objective': {'risk': {'measure': 'mean'}, 'tradeOff': []}}")
                .objective();
        assertThat(one).isEqualTo(Objective.of(Metric.ACCURACY));
        Objective risky = read("""
                {'dataset': 'digits', 'evaluator': {'name': 'stand-alone', 'settings': {'repeats': 2}},
                 'objective': {'tradeOff': ['log-loss'], 'risk': {'measure': 'quantile'}}}""").objective();
        assertThat(risky.scalarization()).isEqualTo(Scalarization.CHEBYSHEV);
        assertThat(risky.risk()).isEqualTo(Risk.quantile(0.25));
    }

    @Test
    void riskWithoutRepeatsIsRefusedWithAWayOut() {
        String risky = "{'dataset': 'digits', 'evaluator': %s, 'objective': {'risk': {'measure': 'cvar'}}}";
        assertThatThrownBy(() -> read(risky.formatted("{'name': 'shared-weights'}")))
                .hasMessageContaining("cvar")
                .hasMessageContaining("'shared-weights' has no repeats")
                .hasMessageContaining("stand-alone");
        assertThatThrownBy(() -> read(risky.formatted("{'name': 'stand-alone'}")))
                .hasMessageContaining("at least 2; the evaluator 'stand-alone' has 1");
    }

    @Test
    void spaceOfOnesOwnIsWrittenInline() {
        String written = (String) read("{'dataset': 'digits', 'space': {'name': 'custom'}}")
                .space()
                .settings()
                .get("definition");
        SearchSpecification inline = SpecificationReader.read(
                "{\"dataset\": \"digits\", \"space\": {\"name\": \"custom\", \"settings\": {\"definition\": " + written
                        + "}}}",
                SpecificationReaderTest::find);
        assertThat(inline.space().name()).isEqualTo("custom");
    }

    @Test
    void evaluatorThatProposesIsItsOwnControllerAndMakesOneTrialAtATime() {
        for (String controller : List.of("", ", 'controller': {'name': 'own'}", ", 'controller': {'settings': {}}")) {
            SearchSpecification own = read("{'dataset': 'digits', 'evaluator': {'name': 'darts'}" + controller + "}");
            assertThat(own.controller().name()).isEqualTo("own");
            assertThat(own.evaluator().inFlight()).isEqualTo(1);
            assertThat(SpecificationReader.stored(JsonMapper.shared().writeValueAsString(own)))
                    .isEqualTo(own);
        }
    }

    @Test
    void budgetOfTrialsAloneHasNoEndInSeconds() {
        assertThat(read("{'dataset': 'digits', 'budget': {'trials': 3}}")
                        .budget()
                        .seconds())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [] |
                    {'dataset': 'digits'} x |
                    {'dataset': 'digits', 'dataset': 'digits'} |
                    {} | /dataset
                    {'dataset': 7} | /dataset
                    {'dataset': 'none'} | /dataset
                    {'dataset': {'name': 'digits', 'settings': {'trainingShare': 2}}} | /dataset/settings/trainingShare
                    {'dataset': {'name': 'digits', 'settings': {'classWeights': 'heavy'}}} | /dataset/settings/classWeights
                    {'dataset': {'name': 'digits', 'settings': {'classWeights': {'a': 2}}}} | /dataset/settings/classWeights
                    {'dataset': {'name': 'prices', 'settings': {'classWeights': 'balanced'}}} | /dataset/settings/classWeights
                    {'dataset': 'digits', 'sead': 1} | /sead
                    {'dataset': 'digits', 'name': ''} | /name
                    {'dataset': 'digits', 'seed': -1} | /seed
                    {'dataset': 'digits', 'seed': 1e30} | /seed
                    {'dataset': 'digits', 'seed': 0.5} | /seed
                    {'dataset': 'digits', 'seed': '1'} | /seed
                    {'dataset': 'digits', 'space': 'cell'} | /space
                    {'dataset': 'digits', 'space': {'name': 'sell'}} | /space/name
                    {'dataset': 'digits', 'space': {'name': 'cell', 'x': 1}} | /space/x
                    {'dataset': 'digits', 'space': {'name': 'cell', 'settings': {'width': 8}}} | /space/settings/width
                    {'dataset': 'digits', 'space': {'name': 'cell', 'settings': {'stemWidth': -8}}} | /space/settings/stemWidth
                    {'dataset': 'digits', 'space': {'name': 'cell', 'settings': {'stemWidth': [8]}}} | /space/settings/stemWidth
                    {'dataset': 'digits', 'space': {'name': 'cell', 'settings': []}} | /space/settings
                    {'dataset': 'prices', 'space': {'name': 'cell'}} | /space/name
                    {'dataset': 'digits', 'controller': {'name': 'ppo', 'settings': {'learningRate': 1e300}}} | /controller/settings/learningRate
                    {'dataset': 'digits', 'evaluator': {'inFlight': 0}} | /evaluator/inFlight
                    {'dataset': 'digits', 'evaluator': {'threads': 1e9}} | /evaluator/threads
                    {'dataset': 'digits', 'engine': 'jax'} | /engine
                    {'dataset': 'digits', 'device': 'tpu'} | /device
                    {'dataset': 'digits', 'device': 'cuda'} | /device
                    {'dataset': 'digits', 'device': 'cuda:-1'} | /device
                    {'dataset': 'digits', 'precision': 'half'} | /precision
                    {'dataset': 'digits', 'precision': 'mixed', 'device': 'cpu'} | /precision
                    {'dataset': 'digits', 'precision': 'mixed', 'engine': 'dl4j'} | /precision
                    {'dataset': 'digits', 'space': {'name': 'custom', 'settings': {'definition': {'x': [1]}}}} | /space/settings/definition/x
                    {'dataset': 'digits', 'objective': {'maximize': 'beauty'}} | /objective/maximize
                    {'dataset': 'digits', 'objective': {'minimize': 'accuracy'}} | /objective/minimize
                    {'dataset': 'digits', 'objective': {'maximize': 'accuracy', 'minimize': 'log-loss'}} | /objective/minimize
                    {'dataset': 'digits', 'objective': {'minimize': 'rmse'}} | /objective/minimize
                    {'dataset': 'prices', 'objective': {'maximize': 'accuracy'}} | /objective/maximize
                    {'dataset': 'digits', 'objective': {'constraints': [{'metric': 'parameters'}]}} | /objective/constraints/0
                    {'dataset': 'digits', 'objective': {'constraints': [{'metric': 'f1', 'atMost': 1}]}} | /objective/constraints/0/metric
                    {'dataset': 'digits', 'objective': {'constraints': [{'metric': 'memory', 'atMost': 1}]}} | /objective/constraints/0/metric
                    {'dataset': 'digits', 'objective': {'constraints': [{'metric': 'latency', 'atMost': -1}]}} | /objective/constraints/0/atMost
                    {'dataset': 'digits', 'objective': {'minimize': 'memory'}} | /objective/minimize
                    {'dataset': 'digits', 'objective': {'maximize': 'latency'}} | /objective/maximize
                    {'dataset': 'digits', 'objective': {'tradeOff': 'parameters'}} | /objective/tradeOff
                    {'dataset': 'digits', 'objective': {'tradeOff': ['beauty']}} | /objective/tradeOff/0
                    {'dataset': 'digits', 'objective': {'tradeOff': [null]}} | /objective/tradeOff/0
                    {'dataset': 'digits', 'objective': {'tradeOff': ['accuracy']}} | /objective/tradeOff/0
                    {'dataset': 'digits', 'objective': {'tradeOff': ['macs', 'macs']}} | /objective/tradeOff/1
                    {'dataset': 'digits', 'objective': {'tradeOff': ['macs', 'rmse']}} | /objective/tradeOff/1
                    {'dataset': 'digits', 'objective': {'tradeOff': ['memory']}} | /objective/tradeOff/0
                    {'dataset': 'digits', 'objective': {'tradeOff': ['macs', 'parameters', 'latency']}} | /objective/tradeOff
                    {'dataset': 'digits', 'objective': {'maximize': 'parameters'}} | /objective/maximize
                    {'dataset': 'digits', 'objective': {'scalarization': 'chebyshev'}} | /objective/scalarization
                    {'dataset': 'digits', 'objective': {'tradeOff': ['macs'], 'scalarization': 'sum'}} | /objective/scalarization
                    {'dataset': 'digits', 'objective': {'risk': 'cvar'}} | /objective/risk
                    {'dataset': 'digits', 'objective': {'risk': {}}} | /objective/risk
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'worst'}}} | /objective/risk/measure
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'cvar', 'share': 1}}} | /objective/risk/share
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'cvar', 'level': 0}}} | /objective/risk/level
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'cvar', 'level': 1e-300}}} | /objective/risk/level
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'cvar', 'level': 2}}} | /objective/risk/level
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'cvar', 'level': 'low'}}} | /objective/risk/level
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'mean', 'level': 0.5}}} | /objective/risk/level
                    {'dataset': 'digits', 'objective': {'risk': {'measure': 'cvar'}}} | /objective/risk
                    {'dataset': 'digits', 'evaluator': {'name': 'stand-alone', 'settings': {'repeats': 3}}, 'objective': {'minimize': 'latency', 'risk': {'measure': 'cvar'}}} | /objective/risk
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'controller': {'name': 'ppo'}} | /controller/name
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'controller': {'name': 'own', 'settings': {'x': 1}}} | /controller/settings/x
                    {'dataset': 'digits', 'controller': {'name': 'own'}} | /controller/name
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'engine': 'dl4j'} | /engine
                    {'dataset': 'digits', 'evaluator': {'name': 'hypernetwork'}, 'engine': 'dl4j'} | /engine
                    {'dataset': 'digits', 'evaluator': {'name': 'smash'}, 'engine': 'dl4j'} | /engine
                    {'dataset': 'digits', 'evaluator': {'name': 'smash'}, 'space': {'name': 'chain'}} | /evaluator/name
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'space': {'name': 'chain'}} | /space
                    {'dataset': 'digits', 'evaluator': {'name': 'darts', 'settings': {'method': 'pc-darts'}}, 'space': {'name': 'cell', 'settings': {'stemWidth': 6}}} | /space/settings/stemWidth
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'objective': {'constraints': [{'metric': 'parameters', 'atMost': 10}]}} | /objective/constraints
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'objective': {'maximize': 'accuracy', 'constraints': [{'metric': 'latency', 'atMost': 1}]}} | /objective
                    {'dataset': 'digits', 'evaluator': {'name': 'darts'}, 'objective': {'tradeOff': ['latency']}} | /objective
                    {'dataset': 'digits', 'budget': {'trials': 0}} | /budget/trials
                    {'dataset': 'digits', 'budget': {'seconds': 0}} | /budget/seconds
                    {'dataset': 'digits', 'finalTraining': {'top': 21}} | /finalTraining/top
                    {'dataset': 'digits', 'finalTraining': {'epochs': true}} | /finalTraining/epochs
                    {'dataset': 'digits', 'finalTraining': {'start': 'warm'}} | /finalTraining/start
                    {'dataset': 'digits', 'evaluator': {'name': 'stand-alone'}, 'finalTraining': {'start': 'inherited'}} | /finalTraining/start
                    """)
    void wrongDocumentIsRefusedAtItsPlace(String json, @org.jspecify.annotations.Nullable String pointer) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo(pointer == null ? "" : pointer));
    }
}

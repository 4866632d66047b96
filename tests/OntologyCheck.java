import java.io.File;
import java.util.List;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;

/**
 * Opens each file as Protégé does and says what it found: one line a finding, its name and its value
 * with a tab between. Needs the OWL API and HermiT on the class path.
 */
class OntologyCheck {
    public static void main(String[] files) throws Exception {
        for (String file : files) check(new File(file));
    }

    private static void check(File file) throws Exception {
        var manager = OWLManager.createOWLOntologyManager();
        var ontology = manager.loadOntologyFromOntologyDocument(file);
        say("file", file.getName());
        say("format", manager.getOntologyFormat(ontology).getKey());
        say("ontology", ontology.getOntologyID().getOntologyIRI().get());
        say("version", ontology.getOntologyID().getVersionIRI().get());
        say("axioms", ontology.getAxiomCount());
        say("individuals", ontology.getIndividualsInSignature().size());
        say("anonymous", ontology.getReferencedAnonymousIndividuals().size());
        for (OWLProfile profile : List.of(new OWL2DLProfile(), new OWL2RLProfile()))
            for (var violation : profile.checkOntology(ontology).getViolations())
                say(profile.getName(), violation);
        reason(ontology);
    }

    private static void reason(OWLOntology ontology) {
        // Without a Configuration, as Protégé does; with one HermiT is stricter about datatypes.
        var reasoner = new ReasonerFactory().createReasoner(ontology);
        say("consistent", reasoner.isConsistent());
        if (reasoner.isConsistent())
            for (var each : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())
                say("unsatisfiable", each.getIRI());
        if (reasoner.isConsistent())
            for (var each : ontology.getClassesInSignature())
                if (!ontology.getEquivalentClassesAxioms(each).isEmpty())
                    for (var found : reasoner.getInstances(each, false).getFlattened())
                        say(each.getIRI().getShortForm(), found.getIRI());
        reasoner.dispose();
    }

    private static void say(String name, Object value) {
        System.out.println(name + "\t" + value.toString().replaceAll("\\s+", " "));
    }
}

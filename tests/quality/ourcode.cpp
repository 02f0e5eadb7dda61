// A module for clang-tidy whose one check finds nothing: it keeps the others from walking over declarations
// of the system's headers, where nearly all of their time goes and nothing is reported.
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>

#include <vector>

namespace {

class OurCode : public clang::tidy::ClangTidyCheck {
public:
    using ClangTidyCheck::ClangTidyCheck;

    void registerMatchers(clang::ast_matchers::MatchFinder *finder) override
    {
        finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("all"), this);
    }

    // Before its declarations are visited.
    void check(const clang::ast_matchers::MatchFinder::MatchResult &found) override
    {
        std::vector<clang::Decl *> ours;
        for (clang::Decl *decl : found.Context->getTranslationUnitDecl()->decls()) {
            if (!found.SourceManager->isInSystemHeader(decl->getLocation()))
                ours.push_back(decl);
        }
        found.Context->setTraversalScope(ours);
    }
};

class OurCodeModule : public clang::tidy::ClangTidyModule {
public:
    void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override
    {
        factories.registerCheck<OurCode>("crescendo-our-code");
    }
};

const clang::tidy::ClangTidyModuleRegistry::Add<OurCodeModule> added("crescendo",
                                                                     "Leaves out system headers.");

} // namespace
